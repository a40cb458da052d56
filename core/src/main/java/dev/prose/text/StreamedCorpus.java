package dev.prose.text;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A named text that is read in pieces, because it may be larger than the heap. {@link Corpus} is
 * the counterpart in memory.
 *
 * @param name the name in reports
 * @param given the name as the person gave it, for messages
 * @param parts the parts in order, with nothing in between except where {@link TextLayout} requires
 *     a line end
 */
public record StreamedCorpus(String name, String given, List<TextPart> parts) implements Closeable {
  public StreamedCorpus {
    parts = List.copyOf(parts);
  }

  /**
   * Reads the text from its start.
   *
   * @param listener is told of dropped byte-order marks
   */
  public CharacterReader read(LoadListener listener) {
    return new CharacterReader(parts, listener);
  }

  /** Releases the parts' files. The text can then no longer be read. */
  @Override
  public void close() throws IOException {
    for (TextPart part : parts) {
      part.close();
    }
  }
}
