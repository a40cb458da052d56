package dev.prose.spark;

import java.io.IOException;
import java.io.InputStream;

/**
 * Goes from character to character in bytes of UTF-8 that may begin within one. Bytes that are not
 * valid are characters of no kind each, where nothing is cut.
 */
final class Utf8Scan {
  static final int INVALID = 0xFFFF; // no character, which no tokenizer cuts at
  private static final int NONE = -1;
  private static final int SURROGATE = Character.SURROGATE;

  private final InputStream in;
  private long offset; // of the current character
  private long next; // of the byte that was read ahead
  private int ahead; // that byte
  private int codePoint = INVALID;

  /**
   * @param offset the first byte's, in the file
   */
  Utf8Scan(InputStream in, long offset) throws IOException {
    this.in = in;
    this.next = offset;
    this.ahead = in.read();
    while (isContinuation(ahead)) {
      read();
    }
  }

  private static boolean isContinuation(int b) {
    return b != NONE && (b & 0xC0) == 0x80;
  }

  private void read() throws IOException {
    ahead = in.read();
    next++;
  }

  /** Goes on to the next character; returns false at the end. */
  boolean next() throws IOException {
    if (ahead == NONE) {
      return false;
    }
    offset = next;
    int first = ahead;
    read();
    int more = first < 0xC0 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF8 ? 3 : 0;
    boolean valid = first < 0x80 || more > 0;
    codePoint = more == 0 ? first : first & (0x3F >> more);
    for (int i = 0; i < more && valid; i++) {
      valid = isContinuation(ahead);
      if (valid) {
        codePoint = codePoint << 6 | (ahead & 0x3F);
        read();
      }
    }
    if (!valid || !isShortest(codePoint, more) || Character.getType(codePoint) == SURROGATE) {
      codePoint = INVALID;
    }
    return true;
  }

  /** Whether a code point takes as many bytes, and not fewer. */
  private static boolean isShortest(int codePoint, int continuations) {
    return switch (continuations) {
      case 0 -> true;
      case 1 -> codePoint >= 0x80;
      case 2 -> codePoint >= 0x800;
      default -> codePoint >= 0x10000 && codePoint <= Character.MAX_CODE_POINT;
    };
  }

  /** Where the current character begins, in the file. */
  long offset() {
    return offset;
  }

  int codePoint() {
    return codePoint;
  }
}
