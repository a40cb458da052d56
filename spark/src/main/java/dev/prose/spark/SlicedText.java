package dev.prose.spark;

import dev.prose.text.CharacterReader;
import dev.prose.text.LoadListener;
import dev.prose.text.StreamedCorpus;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** A text in slices, to be read on any machine. */
record SlicedText(String given, List<Slice> slices, TextFormat format, HadoopFiles hadoop)
    implements Serializable {

  /** Takes the characters of a text, in order. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes the first {@code count} code points of an array, which is used again afterwards.
     *
     * @return whether more are wanted
     */
    boolean add(int[] codePoints, int count) throws IOException;
  }

  /** Opens a slice from its start. */
  CharacterReader open(int slice, LoadListener listener) {
    return new StreamedCorpus(
            given,
            given,
            slices.get(slice).ranges().stream().map(range -> hadoop.part(range, format)).toList())
        .read(listener);
  }

  /**
   * Reads a span.
   *
   * @return whether the sink wanted all of it
   * @throws IOException if a file cannot be read; it names the file
   */
  boolean read(Span span, Sink sink) throws IOException {
    try (CharacterReader reader = open(span.slice(), new LoadListener() {})) {
      long before = 0; // the chunk
      for (int count = reader.next(); count > 0; count = reader.next()) {
        int from = Math.clamp(span.from() - before, 0, count);
        int to = Math.clamp(span.to() - before, 0, count);
        if (from < to) {
          int[] chunk = reader.chunk();
          int[] wanted = from == 0 ? chunk : Arrays.copyOfRange(chunk, from, to);
          if (!sink.add(wanted, to - from)) {
            return false;
          }
        }
        before += count;
        if (before >= span.to()) {
          return true;
        }
      }
      return true;
    }
  }
}
