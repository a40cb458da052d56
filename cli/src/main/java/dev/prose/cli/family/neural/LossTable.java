package dev.prose.cli.family.neural;

import dev.prose.cli.output.Report;
import dev.prose.eval.Evaluation;
import dev.prose.metrics.Measurement;

/**
 * The losses of a run, a row for each evaluation.
 *
 * @param validates whether there are losses on a validation split, too
 * @param tokens of an iteration
 */
record LossTable(Report report, boolean validates, int tokens) {
  void header(int evalIters, String unit) {
    report.text("Loss in nats a %s: mean of %,d random batches ± standard error.", unit, evalIters);
    report.blank();
    if (validates) {
      report.text(
          "%9s  %15s  %15s  %9s  %8s  %7s",
          "iteration", "train", "validation", "rate", "tokens/s", "time");
    } else {
      report.text("%9s  %15s  %9s  %8s  %7s", "iteration", "train", "rate", "tokens/s", "time");
    }
  }

  void row(Measurement measurement) {
    String losses = sampled(measurement.train());
    if (measurement.validation().isPresent()) {
      losses += "  " + sampled(measurement.validation().get());
    }
    report.text(
        "%,9d  %s  %9s  %8s  %7s",
        measurement.iteration(),
        losses,
        Report.format("%.3g", measurement.learningRate()),
        Double.isNaN(measurement.iterationsPerSecond())
            ? ""
            : Report.format("%,.0f", measurement.iterationsPerSecond() * tokens),
        Report.format("%.1f s", measurement.seconds()));
    report.flush();
  }

  private static String sampled(Evaluation evaluation) {
    return Report.format(
        "%15s",
        Double.isNaN(evaluation.standardError())
            ? Report.format("%.4f", evaluation.nats())
            : Report.format("%.4f ±%.4f", evaluation.nats(), evaluation.standardError()));
  }
}
