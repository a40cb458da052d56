package dev.prose.cli.family.ngram;

import dev.prose.cli.model.ModelKind;
import dev.prose.cli.model.NextTokens;
import dev.prose.cli.output.Report;
import dev.prose.model.NGramCursor;
import dev.prose.model.NGramModel;
import dev.prose.model.NGramScores;
import dev.prose.model.Predictor;
import dev.prose.token.CharacterNames;
import dev.prose.token.Tokenizer;
import java.util.Arrays;
import java.util.OptionalLong;

/** N-gram models, and scores of n-grams. */
public final class NGramKind implements ModelKind {
  @Override
  public String type() {
    return NGramModel.TYPE;
  }

  @Override
  public String describe(Predictor model, String unit) {
    if (model instanceof NGramScores) {
      return Report.format("scores of %,d n-grams", model.parameterCount());
    }
    NGramModel nGrams = nGrams(model);
    return Report.format(
        "n-grams of %s%s: %,d of them",
        nGrams.order() == 1 ? "one " + unit : "up to %d %ss".formatted(nGrams.order(), unit),
        nGrams.separator().isPresent() ? ", each line by itself" : "",
        nGrams.parameterCount());
  }

  /** The n-grams that a model's probabilities or scores are kept with. */
  private static NGramModel nGrams(Predictor model) {
    return model instanceof NGramScores scores ? scores.table() : (NGramModel) model;
  }

  @Override
  public boolean isOfLines(Predictor model) {
    return nGrams(model).separator().isPresent();
  }

  @Override
  public boolean looksFurtherBack(Predictor model) {
    return nGrams(model).order() > 2;
  }

  @Override
  public double[] expects(Predictor model, int... context) {
    NGramCursor cursor = cursor(model, context);
    double[] expected = new double[model.vocabularySize()];
    Arrays.setAll(expected, cursor::probability);
    return expected;
  }

  private static NGramCursor cursor(Predictor model, int[] context) {
    NGramCursor cursor = nGrams(model).cursor();
    Arrays.stream(context).forEach(cursor::advance);
    return cursor;
  }

  /** Shows beside each token the longest n-gram that was seen, and its count. */
  @Override
  public void showNext(NextTokens next) {
    boolean scores = next.model() instanceof NGramScores;
    next.report().text("next    %-6s  n-gram        count", scores ? "score" : "p");
    NGramCursor cursor = cursor(next.model(), next.context());
    next.rows(token -> {
      cursor.probability(token);
      return origin(next, token, cursor.answeredOrder(), cursor.answeredCount());
    });
  }

  /**
   * The n-gram from which an answer comes.
   *
   * @param length of it, the token's own too; 0 if the token was never seen
   * @param count its count; empty where the model does not know it
   */
  private static String origin(NextTokens next, int token, int length, OptionalLong count) {
    Tokenizer tokenizer = next.tokenizer();
    int[] context = next.context();
    int[] seen = {};
    if (length > 0) {
      int from = Math.max(0, context.length - length + 1);
      seen = Arrays.copyOfRange(context, from, context.length + 1);
      seen[seen.length - 1] = token;
    }
    return Report.format(
        "  %-12s  %5s",
        "'" + CharacterNames.escaped(tokenizer.decode(seen)) + "'",
        count.isPresent() ? Report.format("%,d", count.getAsLong()) : "");
  }
}
