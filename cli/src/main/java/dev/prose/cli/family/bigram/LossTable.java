package dev.prose.cli.family.bigram;

import dev.prose.cli.output.Report;
import dev.prose.eval.Evaluation;
import dev.prose.metrics.Measurement;

/**
 * The losses of a run, a row for each evaluation, sampled beside exact.
 *
 * @param validates whether there are losses on a validation split, too
 */
record LossTable(Report report, boolean validates) {
  void header(int evalIters, String unit) {
    report.text(
        "Loss in nats a %s. Sampled: mean of %,d random batches ± standard error.",
        unit, evalIters);
    report.text("Exact: over every pair of the split. Gap: exact train loss above the optimum.");
    report.blank();
    if (!validates) {
      report.text("%9s  %15s  %7s", "", "sampled", "exact");
      report.text("%9s  %15s  %7s  %7s", "iteration", "train", "train", "gap");
      return;
    }
    report.text("%9s  %15s  %15s  %7s  %10s", "", "sampled", "sampled", "exact", "exact");
    report.text(
        "%9s  %15s  %15s  %7s  %10s  %7s",
        "iteration", "train", "validation", "train", "validation", "gap");
  }

  void row(Measurement measurement) {
    Measurement.Exact exact = measurement.exact().orElseThrow();
    if (validates) {
      report.text(
          "%,9d  %15s  %15s  %7.4f  %10.4f  %7.4f",
          measurement.iteration(),
          sampled(measurement.train()),
          sampled(measurement.validation().orElseThrow()),
          exact.train(),
          exact.validation().orElseThrow(),
          exact.gap());
    } else {
      report.text(
          "%,9d  %15s  %7.4f  %7.4f",
          measurement.iteration(), sampled(measurement.train()), exact.train(), exact.gap());
    }
    report.flush();
  }

  private static String sampled(Evaluation evaluation) {
    return Double.isNaN(evaluation.standardError())
        ? Report.format("%.4f", evaluation.nats())
        : Report.format("%.4f ±%.4f", evaluation.nats(), evaluation.standardError());
  }
}
