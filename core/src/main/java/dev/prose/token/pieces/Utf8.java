package dev.prose.token.pieces;

/** Single characters of a text in UTF-8, which may have bytes that are not valid there. */
public final class Utf8 {
  /** What stands at a byte that is not part of a character; it counts alone. */
  static final int INVALID = -1;

  private static final int LONGEST = 4; // bytes of a character

  private Utf8() {}

  /** The character that begins at a place, or {@link #INVALID}. */
  static int codePoint(byte[] utf8, int from, int to) {
    int first = utf8[from];
    if (first >= 0) {
      return first;
    }
    if (first < (byte) 0xE0) {
      int second = continuation(utf8, from + 1, to);
      // The bytes 0xC0 and 0xC1 could only begin longer forms of ASCII.
      return first >= (byte) 0xC2 && second >= 0 ? (first & 0x1F) << 6 | second : INVALID;
    }
    int second = continuation(utf8, from + 1, to);
    int third = continuation(utf8, from + 2, to);
    if ((second | third) < 0) {
      return INVALID;
    }
    if (first < (byte) 0xF0) {
      int codePoint = (first & 0xF) << 12 | second << 6 | third;
      boolean surrogate = codePoint >> 11 == 0xD800 >> 11;
      return codePoint >= 0x800 && !surrogate ? codePoint : INVALID;
    }
    int fourth = continuation(utf8, from + 3, to);
    int codePoint = (first & 0xF) << 18 | second << 12 | third << 6 | fourth;
    return fourth >= 0 && Character.isSupplementaryCodePoint(codePoint) ? codePoint : INVALID;
  }

  /** How many bytes a valid character has. */
  static int length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    return codePoint < 0x800 ? 2 : codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT ? 3 : 4;
  }

  /**
   * The place that is some UTF-16 units further on, where a byte that is not valid is one unit.
   *
   * @param units how many; not to the middle of a character
   */
  static int skip(byte[] utf8, int from, int to, int units) {
    int i = from;
    int left = units;
    while (left > 0) {
      int codePoint = codePoint(utf8, i, to);
      i += codePoint == INVALID ? 1 : length(codePoint);
      left -= codePoint == INVALID ? 1 : Character.charCount(codePoint);
    }
    return i;
  }

  /**
   * The end of {@code utf8[0, size)} without the beginning of a character whose other bytes are
   * still to come; the size itself if it ends in bytes that no character begins with.
   */
  public static int lastCharacterEnd(byte[] utf8, int size) {
    for (int start = size - 1; start >= Math.max(0, size - LONGEST + 1); start--) {
      if (!isContinuation(utf8[start])) {
        return size - start < announcedLength(utf8[start] & 0xFF) ? start : size;
      }
    }
    return size;
  }

  /**
   * Where the character begins that has the byte at a place; the place itself if none has.
   *
   * @param from no character begins before it
   */
  public static int characterStart(byte[] utf8, int from, int at, int to) {
    for (int start = at - 1; start >= Math.max(from, at - LONGEST + 1); start--) {
      if (!isContinuation(utf8[start])) {
        int codePoint = codePoint(utf8, start, to);
        return codePoint != INVALID && start + length(codePoint) > at ? start : at;
      }
    }
    return at;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  /** How many bytes a character has that begins with this one. */
  private static int announcedLength(int first) {
    if (first >= 0xF0 && first < 0xF8) {
      return 4;
    }
    if (first >= 0xE0 && first < 0xF0) {
      return 3;
    }
    return first >= 0xC0 && first < 0xE0 ? 2 : 1;
  }

  private static int continuation(byte[] utf8, int i, int to) {
    return i < to && utf8[i] < (byte) 0xC0 ? utf8[i] & 0x3F : INVALID;
  }
}
