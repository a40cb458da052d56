package dev.prose.cli.model;

import dev.prose.eval.Evaluation;
import java.util.List;

/**
 * How a model fared on a text.
 *
 * @param perToken the loss of each predicted token
 * @param more what else is to be said of models of this type
 */
public record ModelEvaluation(Evaluation perToken, List<Fact> more) {
  public ModelEvaluation {
    more = List.copyOf(more);
  }

  /**
   * One more number.
   *
   * @param label of its line in a report
   * @param format of that line, for the number
   * @param key of it in JSON
   */
  public record Fact(String label, String format, String key, double value) {}
}
