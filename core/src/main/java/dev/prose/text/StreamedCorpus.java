package dev.prose.text;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A named text that is read in pieces, because it may be larger than the heap; what a {@link
 * Corpus} is in memory.
 *
 * @param name how reports call it
 * @param given what the person wrote, for messages
 * @param parts what it is made of, one after the other, with nothing in between or what {@link
 *     TextLayout} asks for
 */
public record StreamedCorpus(String name, String given, List<TextPart> parts) implements Closeable {
  public StreamedCorpus {
    parts = List.copyOf(parts);
  }

  /**
   * Reads it from its start.
   *
   * @param listener is told of byte-order marks that are dropped
   */
  public CharacterReader read(LoadListener listener) {
    return new CharacterReader(parts, listener);
  }

  /** Lets go of what its parts are kept in. It can then no longer be read. */
  @Override
  public void close() throws IOException {
    for (TextPart part : parts) {
      part.close();
    }
  }
}
