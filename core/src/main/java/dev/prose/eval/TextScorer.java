package dev.prose.eval;

import dev.prose.data.OpenText;
import dev.prose.model.LanguageModel;
import dev.prose.token.Encoder;
import dev.prose.token.TokenAligner;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a text, in pieces, gives its tokens one by one with their places and surprisals. Not safe
 * for use by several threads.
 */
public final class TextScorer {
  private static final double BIT = Math.log(2); // nats

  private final LanguageModel model;
  private final TokenAligner aligner;
  private final Consumer<ScoredToken> sink;
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
    this.aligner = new TokenAligner(tokenizer, this::take);
    this.sink = sink;
  }

  /**
   * Scores a whole text.
   *
   * @throws IOException if it cannot be read
   * @throws dev.prose.token.UnknownCharacterException if it cannot be encoded, before any token is
   *     given
   */
  public static void score(
      LanguageModel model, Tokenizer tokenizer, OpenText text, Consumer<ScoredToken> sink)
      throws IOException {
    text.encode(tokenizer, (id, characters) -> {});
    TextScorer scorer = new TextScorer(model, tokenizer, sink);
    text.read(scorer::score);
    scorer.end();
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
    int[] codePoints = text.codePoints().toArray();
    scorer.score(codePoints, codePoints.length);
    scorer.end();
  }

  /**
   * Goes on with the first {@code count} code points of an array.
   *
   * @throws dev.prose.token.UnknownCharacterException if one of them cannot be encoded
   */
  public void score(int[] codePoints, int count) {
    aligner.encode(codePoints, count);
  }

  /** Scores what was held back; the text is at its end. */
  public void end() {
    aligner.end();
  }

  private void take(int id, String text) {
    double bits = Double.NaN;
    int expected = 0;
    double expectedProbability = 0;
    int rank = 0;
    if (id != Encoder.Sink.LEFT_OUT) {
      if (scorer == null) {
        scorer = new Scorer(model, id);
      } else {
        bits = scorer.next(id) / BIT;
        expected = scorer.expected();
        expectedProbability = scorer.probability(expected);
        rank = scorer.rank(id);
      }
    }
    sink.accept(
        new ScoredToken(
            offset, start, line, column, text, id, bits, expected, expectedProbability, rank));
    offset += text.codePointCount(0, text.length());
    start += text.length();
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      boolean newline = text.charAt(i) == '\n';
      line += newline ? 1 : 0;
      column = newline ? 1 : column + 1;
    }
  }
}
