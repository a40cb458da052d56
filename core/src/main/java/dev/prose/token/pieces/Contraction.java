package dev.prose.token.pieces;

/**
 * An apostrophe and the end of an English word: {@code '(?:[sdmt]|ll|ve|re)}. In whatever case, if
 * asked for; then also with the long s (U+017F), which is an s in another case to Unicode, to
 * tiktoken and to Hugging Face's library.
 */
final class Contraction {
  /** Says that there is none. */
  static final int NONE = 0;

  private Contraction() {}

  /**
   * Finds the end of a contraction.
   *
   * @param apostrophe where a {@code '} is
   * @return the end, {@link #NONE} or {@link Splitter#NEEDS_MORE}
   */
  static int end(byte[] utf8, int apostrophe, int to, boolean last, boolean ignoreCase) {
    int i = apostrophe + 1;
    int unknown = last ? NONE : Splitter.NEEDS_MORE;
    if (i == to) {
      return unknown;
    }
    boolean longS = i + 1 < to && utf8[i] == (byte) 0xC5 && utf8[i + 1] == (byte) 0xBF;
    if (longS && ignoreCase) {
      return i + 2;
    }
    int second =
        switch (letter(utf8[i], ignoreCase)) {
          case 's', 'd', 'm', 't' -> 0;
          case 'l' -> 'l';
          case 'v', 'r' -> 'e';
          default -> NONE_SUCH;
        };
    if (second == 0) {
      return i + 1;
    }
    if (second == NONE_SUCH) {
      return NONE;
    }
    if (i + 1 == to) {
      return unknown;
    }
    return letter(utf8[i + 1], ignoreCase) == second ? i + 2 : NONE;
  }

  private static final int NONE_SUCH = -1;

  private static int letter(byte b, boolean ignoreCase) {
    return ignoreCase && b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
  }
}
