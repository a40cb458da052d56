package dev.prose.eval;

/**
 * How much a line of a text surprises a model.
 *
 * @param line its number, from 1; a newline belongs to the line it ends
 * @param tokens how many of its tokens were predicted
 * @param characters how many characters (code points) these stand for
 * @param bits their surprisal together
 */
public record LineScore(long line, long tokens, long characters, double bits) {
  /** The mean surprisal per character; NaN where nothing was predicted. */
  public double bitsPerCharacter() {
    return bits / characters;
  }

  /** {@code 2} to the mean surprisal per token; NaN where nothing was predicted. */
  public double perplexity() {
    return Math.pow(2, bits / tokens);
  }
}
