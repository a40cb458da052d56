package dev.prose.cli.train;

import dev.prose.data.LineOrder;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.text.InvalidDataException;
import java.io.IOException;

/**
 * {@code --lines}: a text whose lines are each a text of its own. They are put in an order drawn
 * from the seed, and all that cuts the text afterwards goes by position: the split here, what
 * n-grams are tuned to, the blocks of a mixture.
 */
final class LineList {
  private static final String LINE_END = "\n";

  private LineList() {}

  /**
   * Puts the lines in order. The given text is closed.
   *
   * @throws InvalidDataException if the text has no line end
   */
  static TokenizedText inOrder(TokenizedText text, long seed) throws IOException {
    int lineEnd;
    try {
      lineEnd = lineEnd(text);
    } catch (InvalidDataException e) {
      text.close();
      throw e;
    }
    return new LineOrder(seed).of(text, lineEnd);
  }

  /**
   * Cuts a list between two lines.
   *
   * @throws InvalidDataException if it is to be validated, and is one line
   */
  static Split split(TokenizedText ordered, double trainFraction) {
    Split split = Split.ofLines(ordered.tokens(), lineEnd(ordered), trainFraction);
    if (trainFraction < 1 && !split.validates()) {
      throw new InvalidDataException(
          ordered.name()
              + " is one line, so that none is left to validate with: leave --lines out, or train on all of it with --train-fraction 1");
    }
    return split;
  }

  /**
   * The token that ends a line.
   *
   * @throws InvalidDataException if the text has none
   */
  static int lineEnd(TokenizedText text) {
    return text.tokenizer()
        .token(LINE_END)
        .orElseThrow(() ->
            new InvalidDataException(
                text.name() + " has no line end, so that it is one line: leave --lines out"));
  }
}
