package dev.prose.cli.train;

import dev.prose.data.LineOrder;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.data.Tokens;
import dev.prose.text.InvalidDataException;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.util.BitSet;

/**
 * {@code --lines}: a text whose lines are each a text of its own. They are put in an order drawn
 * from the seed, and all that cuts the text afterwards goes by position: the split here, what
 * n-grams are tuned to, the blocks of a mixture.
 */
final class LineList {
  private static final String LINE_END = "\n";
  private static final int CHUNK = 1 << 12; // tokens

  private LineList() {}

  /**
   * Puts the lines in order. The given text is closed.
   *
   * @throws InvalidDataException if the text has no line end, or tokens go across some
   */
  static TokenizedText inOrder(TokenizedText text, long seed) throws IOException {
    int lineEnd;
    try {
      lineEnd = lineEnd(text);
      requireLines(text, lineEnd);
    } catch (InvalidDataException e) {
      text.close();
      throw e;
    }
    return new LineOrder(seed).of(text, lineEnd);
  }

  /** Refuses tokens with a line end inside, which the lines would not be seen to end at. */
  private static void requireLines(TokenizedText text, int lineEnd) {
    Tokenizer tokenizer = text.tokenizer();
    BitSet across = new BitSet(); // ids
    for (int id = 0; id < tokenizer.vocabularySize(); id++) {
      across.set(id, id != lineEnd && hasLineEnd(tokenizer.bytes(id)));
    }
    if (across.isEmpty()) {
      return;
    }
    Tokens tokens = text.tokens();
    int[] chunk = new int[CHUNK];
    for (long from = 0; from < tokens.size(); from += CHUNK) {
      int count = (int) Math.min(CHUNK, tokens.size() - from);
      tokens.copyTo(from, chunk, 0, count);
      for (int i = 0; i < count; i++) {
        if (across.get(chunk[i])) {
          throw new InvalidDataException(
              "the token %s goes across the end of a line, so that lines cannot be texts of their own: leave --lines out, or name a model of --lines or a tokenizer"
                  .formatted(tokenizer.quoted(chunk[i])));
        }
      }
    }
  }

  private static boolean hasLineEnd(byte[] utf8) {
    for (byte b : utf8) {
      if (b == '\n') {
        return true;
      }
    }
    return false;
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
