package dev.prose.estimate;

import dev.prose.data.Tokens;

/**
 * The end of a text that was counted, to tune a smoothing to.
 *
 * @param tokens the last ones, at least {@link NGramEstimator#tuningReach}
 * @param size how many tokens the whole text has
 */
public record TextEnd(Tokens tokens, long size) {
  /** A text that is all at hand. */
  public static TextEnd of(Tokens tokens) {
    return new TextEnd(tokens, tokens.size());
  }
}
