package dev.prose.eval;

import java.util.Locale;

/** Kinds of characters, from Unicode's general categories. */
public enum CharacterClass {
  LOWER_CASE("lower-case letters"),
  UPPER_CASE("upper-case letters"),
  OTHER_LETTERS("other letters"),
  MARKS("combining marks"),
  NUMBERS("numbers"),
  PUNCTUATION("punctuation"),
  SYMBOLS("symbols"),
  WHITE_SPACE("white space"),
  CONTROL("control and unassigned");

  private final String description;

  CharacterClass(String description) {
    this.description = description;
  }

  /** The class in a few words, for a person. */
  public String description() {
    return description;
  }

  /** The key of the class in JSON. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The class of a code point. */
  public static CharacterClass of(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.LOWERCASE_LETTER -> LOWER_CASE;
      case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> UPPER_CASE;
      case Character.MODIFIER_LETTER, Character.OTHER_LETTER -> OTHER_LETTERS;
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          MARKS;
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
          NUMBERS;
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          PUNCTUATION;
      case Character.MATH_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.OTHER_SYMBOL ->
          SYMBOLS;
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          WHITE_SPACE;
      default -> Character.isWhitespace(codePoint) ? WHITE_SPACE : CONTROL;
    };
  }
}
