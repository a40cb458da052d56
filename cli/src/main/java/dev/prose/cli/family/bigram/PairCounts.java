package dev.prose.cli.family.bigram;

import dev.prose.cli.output.Report;
import dev.prose.count.BigramCounts;
import dev.prose.data.Split;
import java.util.Optional;

/**
 * How often each pair of tokens occurs: all that a bigram model can learn of a text, and all that
 * it takes to know its exact loss.
 *
 * @param validation nothing if all of the text trains
 */
record PairCounts(BigramCounts train, Optional<BigramCounts> validation) {
  static PairCounts of(Split split) {
    return new PairCounts(
        BigramCounts.of(split.train()),
        split.validates() ? Optional.of(BigramCounts.of(split.validation())) : Optional.empty());
  }

  /** Says how low the loss of a table can be. */
  void reportOptimum(Report report, String unit) {
    reportOptimum(report, unit, train.optimum());
  }

  /**
   * Says how low the loss of a table can be.
   *
   * @param optimum in nats per token
   */
  static void reportOptimum(Report report, String unit, double optimum) {
    report.line("optimum", "%.6f nats a %s: no bigram table has a lower train loss", optimum, unit);
  }
}
