package dev.prose.cli.family.bigram;

import dev.prose.cli.output.Report;
import dev.prose.cli.train.Keeper;
import dev.prose.cli.train.Learning;
import dev.prose.cli.train.Outcome;
import dev.prose.count.AdditiveBigrams;
import dev.prose.count.BigramCounts;
import dev.prose.data.Split;
import dev.prose.estimate.AdditiveBigramEstimator;
import dev.prose.eval.Evaluation;
import dev.prose.eval.Evaluator;
import dev.prose.eval.TextEvaluation;
import dev.prose.eval.WordEvaluation;
import dev.prose.model.BigramModel;
import dev.prose.text.InvalidDataException;
import java.io.IOException;
import java.util.Optional;

/** {@code --fit counts}: takes the table in closed form, and says how good it is. */
record CountsFit(AdditiveBigrams smoothing) {
  CountsFit(double alpha) {
    this(new AdditiveBigrams(alpha));
  }

  static void requireEnough(Split split) {
    long train = Math.max(0, split.train().size() - 1);
    long validation = Math.max(0, split.validation().size() - 1);
    if (train == 0 && !split.validates()) {
      throw new InvalidDataException(
          "counting needs at least 2 tokens, but there are %,d. Bring a longer text"
              .formatted(split.train().size()));
    }
    if (train == 0 || (split.validates() && validation == 0)) {
      throw new InvalidDataException(
          "counting needs at least 2 tokens in each split, but there are %,d pairs to train on and %,d to validate with. Bring a longer text, or change --train-fraction"
              .formatted(train, validation));
    }
  }

  Outcome learn(Learning learning) throws IOException {
    return learning.text().tokenizer().vocabularySize() <= SparseCountsFit.MOST_IN_A_TABLE
        ? table(learning)
        : new SparseCountsFit(smoothing).learn(learning);
  }

  private Outcome table(Learning learning) throws IOException {
    Report report = learning.report();
    PairCounts counts = PairCounts.of(learning.split());
    BigramCounts train = counts.train();
    BigramModel model = smoothing.fit(train);
    new BigramKind().report(model, learning.unit(), report);
    reportFit(report, train.vocabularySize(), smoothing);
    counts.reportOptimum(report, learning.unit());
    double trainLoss = Evaluator.exact(model, train).nats();
    // Without smoothing there is no gap, and rounding could take it below 0.
    double gap = Math.max(0, trainLoss - train.optimum());
    double validationLoss = Double.NaN;
    if (counts.validation().isPresent()) {
      Evaluation validation = Evaluator.exact(model, counts.validation().get());
      validationLoss = validation.nats();
      reportLosses(report, trainLoss, validationLoss, gap);
      report.validation(
          TextEvaluation.of(validation, learning.text().tokenizer(), learning.split().validation()),
          learning.text().tokenizer());
      WordEvaluation.of(model, learning.text().tokenizer(), learning.split().validation(), false)
          .ifPresent(report::words);
      reportUnsmoothed(report, train, counts.validation().get());
    } else {
      reportLosses(report, trainLoss, gap);
    }
    String fit = new AdditiveBigramEstimator(smoothing).description();
    learning.keeper().keep(new Keeper.Snapshot(model, 0, fit, validationLoss, Optional.empty()));
    return Outcome.atOnce(model);
  }

  static void reportFit(Report report, int vocabularySize, AdditiveBigrams smoothing) {
    report.line(
        "fit",
        "closed form: (count of the pair + α) / (count of the first + α × %,d), α = %s",
        vocabularySize,
        Report.number(smoothing.alpha()));
  }

  /** Losses in nats per token. */
  static void reportLosses(Report report, double train, double validation, double gap) {
    report.line(
        "exact loss",
        "train %.6f, validation %.6f nats; gap to the optimum %.6f",
        train,
        validation,
        gap);
  }

  /** The loss where all of the text trained, in nats per token. */
  static void reportLosses(Report report, double train, double gap) {
    report.line("exact loss", "train %.6f nats; gap to the optimum %.6f", train, gap);
    report.noValidation();
  }

  private static void reportUnsmoothed(Report report, BigramCounts train, BigramCounts validation) {
    BigramCounts.Unseen unseen = validation.impossibleUnder(train);
    if (unseen.occurrences() == 0) {
      report.line(
          "unsmoothed",
          "α = 0, the optimum itself, has a validation loss of %.6f nats",
          Evaluator.exact(new AdditiveBigrams(0).fit(train), validation).nats());
    } else {
      report.line(
          "unsmoothed", "α = 0, the optimum itself, has an infinite validation loss, because");
      report.line(
          "",
          "%,d validation bigrams of %,d kinds never occur in training",
          unseen.occurrences(),
          unseen.kinds());
    }
  }
}
