package dev.prose.eval;

import dev.prose.data.Tokens;
import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;
import dev.prose.model.LinearInterpolation;
import dev.prose.model.NGramCursor;
import dev.prose.model.NGramModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How well an n-gram model, or a mean of models with n-gram models among them, predicts the tokens
 * for which n-grams of one length were the longest that it had seen.
 *
 * @param order their length; 0 for tokens that it had never seen
 * @param tokens how many tokens these are
 * @param totalNats the surprisal of all these tokens together, in nats
 */
public record OrderEvaluation(int order, long tokens, double totalNats) {
  /** The mean surprisal in nats per token; NaN where there are no such tokens. */
  public double nats() {
    return totalNats / tokens;
  }

  /**
   * Evaluates every token of a text but the first, by the longest n-gram that the model, or any
   * n-gram model in a mean, had seen.
   *
   * @return one for each length from 0 to the highest order; none if there is no n-gram model
   */
  public static List<OrderEvaluation> of(LanguageModel model, Tokens tokens) {
    List<NGramModel> parts = nGramModels(model).toList();
    if (parts.isEmpty()) {
      return List.of();
    }
    int highest = parts.stream().mapToInt(NGramModel::order).max().orElseThrow();
    long[] counts = new long[highest + 1];
    double[] nats = new double[highest + 1];
    Cursor cursor = model.cursor();
    List<NGramCursor> asked = parts.stream().map(NGramModel::cursor).toList();
    for (long position = 0; position < tokens.size(); position++) {
      int token = tokens.at(position);
      if (position > 0) {
        int order = 0;
        for (NGramCursor part : asked) {
          part.probability(token);
          order = Math.max(order, part.answeredOrder());
        }
        counts[order]++;
        nats[order] -= cursor.logProbability(token);
      }
      asked.forEach(part -> part.advance(token));
      cursor.advance(token);
    }
    List<OrderEvaluation> evaluations = new ArrayList<>();
    for (int order = 0; order < counts.length; order++) {
      evaluations.add(new OrderEvaluation(order, counts[order], nats[order]));
    }
    return evaluations;
  }

  private static Stream<NGramModel> nGramModels(LanguageModel model) {
    return switch (model) {
      case NGramModel nGrams -> Stream.of(nGrams);
      case LinearInterpolation mean ->
          mean.components().stream().flatMap(OrderEvaluation::nGramModels);
      default -> Stream.empty();
    };
  }
}
