package dev.prose.cli;

import dev.prose.count.BigramCounts;
import dev.prose.eval.Evaluation;
import dev.prose.eval.Evaluator;
import dev.prose.model.BigramModel;
import dev.prose.train.TrainingEvent;
import dev.prose.train.TrainingListener;

/** The losses of a run, a row for each evaluation, sampled beside exact. */
final class LossTable implements TrainingListener {
  private final Report report;
  private final BigramCounts train;
  private final BigramCounts validation;
  private final double optimum;

  LossTable(Report report, BigramCounts train, BigramCounts validation) {
    this.report = report;
    this.train = train;
    this.validation = validation;
    this.optimum = train.optimum();
  }

  void header(int evalIters) {
    report.text(
        "Loss in nats a character. Sampled: mean of %,d random batches ± standard error.",
        evalIters);
    report.text("Exact: over every pair of the split. Gap: exact train loss above the optimum.");
    report.blank();
    report.text("%9s  %15s  %15s  %7s  %10s", "", "sampled", "sampled", "exact", "exact");
    report.text(
        "%9s  %15s  %15s  %7s  %10s  %7s",
        "iteration", "train", "validation", "train", "validation", "gap");
  }

  @Override
  public void on(TrainingEvent event) {
    if (event instanceof TrainingEvent.Evaluated evaluated) {
      BigramModel model = (BigramModel) evaluated.model(); // what GradientFit trains
      double exactTrain = Evaluator.exact(model, train).nats();
      report.text(
          "%,9d  %15s  %15s  %7.4f  %10.4f  %7.4f",
          evaluated.iteration(),
          sampled(evaluated.train()),
          sampled(evaluated.validation()),
          exactTrain,
          Evaluator.exact(model, validation).nats(),
          exactTrain - optimum);
      report.flush();
    }
  }

  private static String sampled(Evaluation evaluation) {
    return Double.isNaN(evaluation.standardError())
        ? Report.format("%.4f", evaluation.nats())
        : Report.format("%.4f ±%.4f", evaluation.nats(), evaluation.standardError());
  }
}
