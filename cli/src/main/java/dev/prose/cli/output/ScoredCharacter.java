package dev.prose.cli.output;

import dev.prose.token.CharacterNames;

/**
 * A character of a text and how much it surprised a model.
 *
 * @param offset its place in the text, in characters from 0
 * @param start the same in UTF-16 units, for {@link String}
 * @param line its line, from 1; a newline belongs to the line it ends
 * @param column its place in that line, in characters from 1
 * @param codePoint the character
 * @param id its token, or that of its stand-in; {@link dev.prose.token.Vocabulary#UNKNOWN} if it is
 *     left out
 * @param bits its surprisal; NaN if it was not predicted, being the first one or left out
 * @param expected the likeliest character in its place, if it was predicted
 * @param expectedProbability how likely, from 0 to 1
 */
public record ScoredCharacter(
    int offset,
    int start,
    int line,
    int column,
    int codePoint,
    int id,
    double bits,
    int expected,
    double expectedProbability) {

  boolean predicted() {
    return !Double.isNaN(bits);
  }

  /** The character for a person to read, in quotes. */
  String symbol() {
    return CharacterNames.quoted(codePoint);
  }

  String expectedSymbol() {
    return CharacterNames.quoted(expected);
  }
}
