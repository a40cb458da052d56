package dev.prose.estimate;

import dev.prose.neural.LineStarts;
import dev.prose.token.Tokenizer;

/** Where lines begin among tokens, for networks. */
final class LinesOfTokens {
  private static final String LINE_END = "\n";

  private LinesOfTokens() {}

  /**
   * Where lines begin, if each is a text of its own.
   *
   * @throws IllegalArgumentException if the tokens have no line end then
   */
  static LineStarts starts(boolean lines, Tokenizer tokenizer) {
    if (!lines) {
      return LineStarts.NONE;
    }
    if (tokenizer.token(LINE_END).isEmpty()) {
      throw new IllegalArgumentException(
          "each line is to be a text of its own, but no token is a line end");
    }
    return new LineStarts(tokenizer.token(LINE_END));
  }
}
