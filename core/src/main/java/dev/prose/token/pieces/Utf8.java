package dev.prose.token.pieces;

/** Single characters of a text in UTF-8, which may have bytes that are not valid there. */
final class Utf8 {
  /** What stands at a byte that is not part of a character; it counts alone. */
  static final int INVALID = -1;

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

  private static int continuation(byte[] utf8, int i, int to) {
    return i < to && utf8[i] < (byte) 0xC0 ? utf8[i] & 0x3F : INVALID;
  }
}
