package dev.prose.token.bpe;

/** Finds where the last whole character of a chunk of UTF-8 ends. */
final class Utf8Ends {
  private static final int LONGEST = 4; // bytes of a character

  private Utf8Ends() {}

  /**
   * The end of {@code utf8[0, size)} without the beginning of a character whose other bytes are
   * still to come; the size itself if it ends in bytes that no character begins with.
   */
  static int lastCharacterEnd(byte[] utf8, int size) {
    for (int start = size - 1; start >= Math.max(0, size - LONGEST + 1); start--) {
      int first = utf8[start] & 0xFF;
      if (!isContinuation(first)) {
        return size - start < length(first) ? start : size;
      }
    }
    return size;
  }

  private static boolean isContinuation(int unit) {
    return unit >> 6 == 0b10;
  }

  private static int length(int first) {
    if (first >= 0xF0 && first < 0xF8) {
      return 4;
    }
    if (first >= 0xE0 && first < 0xF0) {
      return 3;
    }
    return first >= 0xC0 && first < 0xE0 ? 2 : 1;
  }
}
