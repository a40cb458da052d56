package dev.prose.eval;

/**
 * A token of a text and how much it surprised a model; or text that was left out, because no token
 * covers it.
 *
 * @param offset where it begins in the text, in characters (code points) from 0
 * @param start the same in UTF-16 units, for {@link String}
 * @param line its line, from 1; a newline belongs to the line it ends
 * @param column its place in that line, in characters from 1
 * @param text what of the text ends with it: a character or several; empty if the token ends in the
 *     middle of one
 * @param id the token, or its stand-in; {@link dev.prose.token.Encoder.Sink#LEFT_OUT} if it was
 *     left out
 * @param bits its surprisal; NaN if it was not predicted, being the first one or left out
 * @param expected the likeliest token in its place, if it was predicted
 * @param expectedProbability how likely, from 0 to 1
 * @param rank its place among all tokens by how likely they were, from 1; 0 if it was not predicted
 */
public record ScoredToken(
    long offset,
    long start,
    long line,
    long column,
    String text,
    int id,
    double bits,
    int expected,
    double expectedProbability,
    int rank) {

  /** Whether it has a surprisal. */
  public boolean predicted() {
    return !Double.isNaN(bits);
  }

  /** How many characters (code points) its text has. */
  public int characters() {
    return text.codePointCount(0, text.length());
  }
}
