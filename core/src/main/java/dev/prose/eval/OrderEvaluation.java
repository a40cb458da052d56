package dev.prose.eval;

import dev.prose.data.Tokens;
import dev.prose.model.NGramCursor;
import dev.prose.model.NGramModel;
import java.util.ArrayList;
import java.util.List;

/**
 * How an n-gram model fared where n-grams of one length answered, that is, where these were the
 * longest that it had seen.
 *
 * @param order their length; 0 for tokens that it had never seen
 * @param tokens how often they answered
 * @param totalNats the surprisal of all these tokens together, in nats
 */
public record OrderEvaluation(int order, long tokens, double totalNats) {
  /** The mean surprisal in nats a token; NaN where they never answered. */
  public double nats() {
    return totalNats / tokens;
  }

  /**
   * Evaluates every token of a text but the first.
   *
   * @return one for each length from 0 to the model's order
   */
  public static List<OrderEvaluation> of(NGramModel model, Tokens tokens) {
    long[] counts = new long[model.order() + 1];
    double[] nats = new double[model.order() + 1];
    NGramCursor cursor = model.cursor();
    for (long position = 0; position < tokens.size(); position++) {
      int token = tokens.at(position);
      if (position > 0) {
        double surprisal = -cursor.logProbability(token);
        counts[cursor.answeredOrder()]++;
        nats[cursor.answeredOrder()] += surprisal;
      }
      cursor.advance(token);
    }
    List<OrderEvaluation> evaluations = new ArrayList<>();
    for (int order = 0; order < counts.length; order++) {
      evaluations.add(new OrderEvaluation(order, counts[order], nats[order]));
    }
    return evaluations;
  }
}
