package dev.prose.token.chars;

/**
 * How a character is written as a word of a file whose words are separated by white space, such as
 * an ARPA file:
 *
 * <table>
 * <caption>Characters and words</caption>
 * <tr><th>character</th><th>word</th></tr>
 * <tr><td>space</td><td>{@code <sp>}</td></tr>
 * <tr><td>newline, U+000A</td><td>{@code <nl>}</td></tr>
 * <tr><td>tab, U+0009</td><td>{@code <tab>}</td></tr>
 * <tr><td>carriage return, U+000D</td><td>{@code <cr>}</td></tr>
 * <tr><td>replacement character, U+FFFD</td><td>{@code <unk>}, the unknown word</td></tr>
 * <tr><td>other white space, control and format characters</td><td>{@code <U+00A0>}</td></tr>
 * <tr><td>any other</td><td>itself</td></tr>
 * </table>
 *
 * <p>The words without angle brackets are one character long, so that no two can be confused. KenLM
 * and SRILM train and score such models on texts in this form, with a space between words.
 */
public final class CharacterWords {
  /** What {@link #codePoint} returns for a word that is not a character. */
  public static final int NO_CHARACTER = -1;

  /** The character for everything unknown, as Unicode uses it. */
  public static final int REPLACEMENT = 0xFFFD;

  private static final String UNKNOWN = "<unk>";
  private static final String ESCAPE = "<U+";

  private CharacterWords() {}

  /** The word of a character. */
  public static String word(int codePoint) {
    return switch (codePoint) {
      case ' ' -> "<sp>";
      case '\n' -> "<nl>";
      case '\t' -> "<tab>";
      case '\r' -> "<cr>";
      case REPLACEMENT -> UNKNOWN;
      default ->
          isPlain(codePoint)
              ? Character.toString(codePoint)
              : ESCAPE + "%04X>".formatted(codePoint);
    };
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /**
   * The character of a word. Any character may stand for itself, even one that {@link #word} writes
   * in another way.
   *
   * @return the code point, or {@link #NO_CHARACTER}
   */
  public static int codePoint(String word) {
    return switch (word) {
      case "<sp>" -> ' ';
      case "<nl>" -> '\n';
      case "<tab>" -> '\t';
      case "<cr>" -> '\r';
      case UNKNOWN, "<UNK>" -> REPLACEMENT;
      default -> word.startsWith(ESCAPE) ? unescaped(word) : single(word);
    };
  }

  private static int single(String word) {
    return !word.isEmpty() && word.codePointCount(0, word.length()) == 1
        ? word.codePointAt(0)
        : NO_CHARACTER;
  }

  private static int unescaped(String word) {
    if (!word.matches("<U\\+[0-9A-F]{4,6}>")) {
      return NO_CHARACTER;
    }
    int codePoint = Integer.parseInt(word, ESCAPE.length(), word.length() - 1, 16);
    return Character.isValidCodePoint(codePoint)
            && Character.getType(codePoint) != Character.SURROGATE
        ? codePoint
        : NO_CHARACTER;
  }
}
