package dev.prose.eval;

import dev.prose.model.LanguageModel;
import dev.prose.text.CodePoints;
import dev.prose.token.Encoder;
import dev.prose.token.Tokenizer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a text, in pieces, gives its tokens one by one with their places and surprisals. Not safe
 * for use by several threads.
 */
public final class TextScorer {
  private static final double BIT = Math.log(2); // nats

  private final LanguageModel model;
  private final Encoder encoder;
  private final Consumer<ScoredToken> sink;
  private final StringBuilder pending = new StringBuilder(); // text that no token has taken yet
  private int taken; // of it, in UTF-16 units
  private @Nullable Scorer scorer; // from the first token on
  private long offset; // of the next token, in code points
  private long start; // in UTF-16 units
  private long line = 1;
  private long column = 1;

  /**
   * A scorer at the start of a text.
   *
   * @param sink takes the tokens as soon as they are known
   */
  public TextScorer(LanguageModel model, Tokenizer tokenizer, Consumer<ScoredToken> sink) {
    this.model = model;
    this.encoder = tokenizer.encoder();
    this.sink = sink;
  }

  /**
   * Scores a whole text.
   *
   * @throws dev.prose.token.UnknownCharacterException if it cannot be encoded, before any token is
   *     given
   */
  public static void score(
      LanguageModel model, Tokenizer tokenizer, String text, Consumer<ScoredToken> sink) {
    tokenizer.encode(text);
    TextScorer scorer = new TextScorer(model, tokenizer, sink);
    CodePoints codePoints = new CodePoints(text);
    for (int count = codePoints.next(); count > 0; count = codePoints.next()) {
      scorer.score(codePoints.chunk(), count);
    }
    scorer.end();
  }

  /**
   * Goes on with the first {@code count} code points of an array.
   *
   * @throws dev.prose.token.UnknownCharacterException if one of them cannot be encoded
   */
  public void score(int[] codePoints, int count) {
    pending.delete(0, taken);
    taken = 0;
    for (int i = 0; i < count; i++) {
      pending.appendCodePoint(codePoints[i]);
    }
    encoder.encode(codePoints, count, this::take);
  }

  /** Scores what was held back; the text is at its end. */
  public void end() {
    encoder.end(this::take);
  }

  private void take(int id, int characters) {
    int end = pending.offsetByCodePoints(taken, characters);
    String text = pending.substring(taken, end);
    taken = end;
    double bits = Double.NaN;
    int expected = 0;
    double expectedProbability = 0;
    if (id != Encoder.Sink.LEFT_OUT) {
      if (scorer == null) {
        scorer = new Scorer(model, id);
      } else {
        bits = scorer.next(id) / BIT;
        expected = scorer.expected();
        expectedProbability = scorer.probability(expected);
      }
    }
    sink.accept(
        new ScoredToken(
            offset, start, line, column, text, id, bits, expected, expectedProbability));
    offset += characters;
    start += text.length();
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      boolean newline = text.charAt(i) == '\n';
      line += newline ? 1 : 0;
      column = newline ? 1 : column + 1;
    }
  }
}
