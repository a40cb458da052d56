package dev.prose.count;

import dev.prose.data.Tokens;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Reads the windows of a text: for each position the n-gram that begins there, cut off at the end
 * of the text. Where a separator divides the text into sequences, it ends one and begins the next:
 * a window may begin or end with it, but none goes across it. A separator is assumed before the
 * text, and another after it if the text does not end with one.
 *
 * @param separator the token between sequences, if there are several
 */
record WindowReader(WindowPacking packing, OptionalInt separator) {
  private static final int CHUNK = 1 << 14; // tokens
  private static final int NOTHING = -1;

  /** Takes one window, whose array is reused after {@link #add} returns. */
  @FunctionalInterface
  interface Sink {
    void add(long[] window);
  }

  /**
   * Reads the windows of a text that begin from one position (inclusive) to another, in no order.
   */
  void read(Tokens tokens, long from, long to, Sink sink) {
    read(tokens, from, to, from == 0, true, sink);
  }

  /**
   * Reads windows in no order.
   *
   * @param from the position where the first begins
   * @param to the position behind the one where the last begins
   * @param first whether the text begins at {@code from}
   * @param complete whether the text ends with the tokens, and does not go on
   */
  void read(Tokens tokens, long from, long to, boolean first, boolean complete, Sink sink) {
    int[] chunk = new int[(int) Math.min(CHUNK, to - from) + packing.length()];
    for (long start = from; start < to; start += CHUNK) {
      int begins = (int) Math.min(CHUNK, to - start);
      int length = (int) Math.min(begins + packing.length() - 1L, tokens.size() - start);
      tokens.copyTo(start, chunk, 0, length);
      boolean last = complete && start + length == tokens.size();
      // The token after these: the separator at the end of the text, or unknown.
      chunk[length] = last && separator.isPresent() ? separator.getAsInt() : NOTHING;
      if (last && length > 0 && chunk[length - 1] == separator.orElse(NOTHING)) {
        length--; // it ends the last sequence, and none begins after it
        begins = Math.min(begins, length);
      }
      read(chunk, begins, length, first && start == from, sink);
    }
  }

  /**
   * @param begins number of windows that begin in the chunk
   * @param length number of tokens in the chunk; after them is the next token, or {@link #NOTHING}
   */
  private void read(int[] chunk, int begins, int length, boolean first, Sink sink) {
    long[] window = new long[packing.words()];
    int boundary = separator.orElse(Integer.MIN_VALUE);
    for (int i = length - 1; i >= 0; i--) {
      if (chunk[i + 1] == boundary) {
        Arrays.fill(window, 0);
        packing.prepend(boundary, window);
      }
      packing.prepend(chunk[i], window);
      if (i < begins) {
        sink.add(window);
      }
    }
    if (first && separator.isPresent()) {
      if (length == 0 || chunk[0] == boundary) {
        Arrays.fill(window, 0);
        packing.prepend(boundary, window);
      }
      packing.prepend(boundary, window);
      sink.add(window);
    }
  }
}
