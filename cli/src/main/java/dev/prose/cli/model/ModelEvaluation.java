package dev.prose.cli.model;

import dev.prose.eval.Evaluation;
import java.util.List;

/**
 * How a model fared on a text.
 *
 * @param perToken the loss of each predicted token
 * @param more further numbers for models of this type
 */
public record ModelEvaluation(Evaluation perToken, List<Fact> more) {
  public ModelEvaluation {
    more = List.copyOf(more);
  }

  /**
   * One more number.
   *
   * @param label what its line in a report is called
   * @param format how that line writes the number
   * @param key its key in JSON
   */
  public record Fact(String label, String format, String key, double value) {}
}
