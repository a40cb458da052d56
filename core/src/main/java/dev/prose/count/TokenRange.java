package dev.prose.count;

import dev.prose.data.Tokens;

/**
 * A part of a text: the tokens at which its windows begin, and those after them that the windows
 * reach.
 *
 * @param tokens both, in order; of the second at least as many as the order - 1, unless the text
 *     ends before
 * @param begins how many of them windows begin at: the first ones
 * @param first whether the text begins with them
 * @param complete whether the text ends with them
 */
public record TokenRange(Tokens tokens, long begins, boolean first, boolean complete) {
  /**
   * @throws IllegalArgumentException if more windows begin than there are tokens
   */
  public TokenRange {
    if (begins < 0 || begins > tokens.size()) {
      throw new IllegalArgumentException(
          "%,d windows cannot begin at %,d tokens".formatted(begins, tokens.size()));
    }
  }
}
