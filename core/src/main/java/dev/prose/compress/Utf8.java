package dev.prose.compress;

/**
 * How long characters are in UTF-8.
 *
 * <p>Source: the Unicode Standard, table 3-7, "Well-formed UTF-8 byte sequences".
 */
final class Utf8 {
  private Utf8() {}

  /** Whether a byte stands within a character, and does not begin it. */
  static boolean continues(byte within) {
    return (within & 0xC0) == 0x80;
  }

  /** How many bytes the character at a position has; 1 if there is none. */
  static int length(byte[] content, int at) {
    int first = content[at] & 0xFF;
    int length = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1;
    if (length == 1 || at + length > content.length) {
      return 1;
    }
    int second = content[at + 1] & 0xFF;
    int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (second < least || second > most) {
      return 1;
    }
    for (int i = 2; i < length; i++) {
      if (!continues(content[at + i])) {
        return 1;
      }
    }
    return length;
  }
}
