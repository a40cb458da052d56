package dev.prose.token.pieces;

/**
 * The characters of a text in UTF-8: of which class each is, and how many bytes it has. The classes
 * are those of Unicode that the expressions of published tokenizers speak of.
 */
final class Characters {
  /** {@code [\p{Lu}\p{Lt}]}. */
  static final int UPPER = 1;

  /** {@code \p{Ll}}. */
  static final int LOWER = 1 << 1;

  /** {@code [\p{Lm}\p{Lo}]}. */
  static final int CASELESS = 1 << 2;

  /** {@code \p{L}}. */
  static final int LETTER = UPPER | LOWER | CASELESS;

  /** {@code \p{M}}. */
  static final int MARK = 1 << 3;

  /** {@code \p{N}}. */
  static final int NUMBER = 1 << 4;

  /** {@code \s}: what Unicode calls White_Space. */
  static final int SPACE = 1 << 5;

  /** {@code [\r\n]}, which are of the class {@link #SPACE} too. */
  static final int LINE_END = 1 << 6;

  private static final int OTHER = 1 << 7;

  /** {@code [^\s\p{L}\p{N}]}. */
  static final int SYMBOL = OTHER | MARK;

  private static final int LENGTH_SHIFT = 8;

  private static final short[] ASCII = new short[128];

  static {
    for (int c = 0; c < ASCII.length; c++) {
      ASCII[c] = (short) (1 << LENGTH_SHIFT | classOf(c));
    }
  }

  private Characters() {}

  /**
   * The character that begins at a place.
   *
   * @return its classes, to compare with the constants here, and its {@link #length}
   */
  static int at(byte[] utf8, int from, int to) {
    byte first = utf8[from];
    return first >= 0 ? ASCII[first] : beyondAscii(utf8, from, to);
  }

  /** How many bytes a character has that {@link #at} gave. */
  static int length(int character) {
    return character >>> LENGTH_SHIFT;
  }

  /** The end of the longest row of characters of some classes, which may be empty. */
  static int run(byte[] utf8, int from, int to, int classes) {
    int i = from;
    while (true) {
      while (i < to && utf8[i] >= 0 && (ASCII[utf8[i]] & classes) != 0) {
        i++;
      }
      if (i == to || utf8[i] >= 0) {
        return i;
      }
      int character = beyondAscii(utf8, i, to);
      if ((character & classes) == 0) {
        return i;
      }
      i += length(character);
    }
  }

  /**
   * Whether a letter or a number is before white space. A piece of GPT-2, GPT-4 or GPT-4o, and a
   * word, ends there: what takes in letters or numbers takes in no white space after them.
   */
  static boolean wordEnds(int before, int after) {
    return (classOf(before) & (LETTER | NUMBER)) != 0 && (classOf(after) & SPACE) != 0;
  }

  private static int beyondAscii(byte[] utf8, int from, int to) {
    int codePoint = Utf8.codePoint(utf8, from, to);
    return codePoint == Utf8.INVALID
        ? 1 << LENGTH_SHIFT | OTHER
        : Utf8.length(codePoint) << LENGTH_SHIFT | classOf(codePoint);
  }

  private static int classOf(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> UPPER;
      case Character.LOWERCASE_LETTER -> LOWER;
      case Character.MODIFIER_LETTER, Character.OTHER_LETTER -> CASELESS;
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          MARK;
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
          NUMBER;
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          SPACE;
      default ->
          switch (codePoint) {
            case '\r', '\n' -> SPACE | LINE_END;
            case '\t', 0x0B, '\f', 0x85 -> SPACE;
            default -> OTHER;
          };
    };
  }
}
