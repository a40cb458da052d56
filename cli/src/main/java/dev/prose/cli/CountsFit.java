package dev.prose.cli;

import dev.prose.count.AdditiveBigrams;
import dev.prose.count.BigramCounts;
import dev.prose.eval.Evaluator;
import dev.prose.model.BigramModel;
import dev.prose.text.InvalidDataException;

/** Takes the table in closed form, and says how good it is. */
record CountsFit(Report report, AdditiveBigrams smoothing) {
  BigramModel fit(BigramCounts train, BigramCounts validation) {
    if (train.total() == 0 || validation.total() == 0) {
      throw new InvalidDataException(
          "counting needs at least 2 tokens in each split, but there are %,d pairs to train on and %,d to validate with. Bring a longer text, or change --train-fraction"
              .formatted(train.total(), validation.total()));
    }
    BigramModel model = smoothing.fit(train);
    report.model(model);
    report.line(
        "fit",
        "closed form: (count of the pair + α) / (count of the first + α × %,d), α = %s",
        train.vocabularySize(),
        Report.number(smoothing.alpha()));
    report.optimum(train);
    double trainLoss = Evaluator.exact(model, train).nats();
    // Without smoothing there is none, and rounding could take it below 0.
    double gap = Math.max(0, trainLoss - train.optimum());
    report.line(
        "exact loss",
        "train %.6f, validation %.6f nats; gap to the optimum %.6f",
        trainLoss,
        Evaluator.exact(model, validation).nats(),
        gap);
    report.validation(Evaluator.exact(model, validation));
    reportUnsmoothed(train, validation);
    return model;
  }

  /** In a few words, for a person. */
  String description() {
    return "counts, α = " + Report.number(smoothing.alpha());
  }

  private void reportUnsmoothed(BigramCounts train, BigramCounts validation) {
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
