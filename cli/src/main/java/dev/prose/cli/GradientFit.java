package dev.prose.cli;

import dev.prose.count.BigramCounts;
import dev.prose.data.Split;
import dev.prose.eval.Evaluator;
import dev.prose.model.BigramModel;
import dev.prose.random.SplitMix64;
import dev.prose.train.AdamW;
import dev.prose.train.BigramLearner;
import dev.prose.train.Trainer;
import dev.prose.train.TrainingOptions;

/** Finds the table step by step, and shows how the loss falls. */
record GradientFit(
    Console console, Report report, TrainingOptions options, AdamW.Options optimizer) {
  private static final long INITIAL_WEIGHTS = 4; // a purpose of the seed, beside those of Trainer

  BigramModel fit(Split split, BigramCounts train, BigramCounts validation) {
    Trainer trainer = new Trainer(split, options);
    BigramModel start =
        BigramModel.random(
            train.vocabularySize(), SplitMix64.derive(options.seed(), INITIAL_WEIGHTS));
    report.model(start);
    report.line(
        "optimizer",
        "AdamW, learning rate %s, β %s and %s, ε %s, weight decay %s",
        Report.number(optimizer.learningRate()),
        Report.number(optimizer.beta1()),
        Report.number(optimizer.beta2()),
        Report.number(optimizer.epsilon()),
        Report.number(optimizer.weightDecay()));
    report.line(
        "training",
        "%,d iterations of %,d windows of %,d characters, seed %d",
        options.maxIters(),
        options.batchSize(),
        options.blockSize(),
        options.seed());
    report.optimum(train);
    report.blank();

    LossTable table = new LossTable(report, train, validation);
    table.header(options.evalIters());
    BigramLearner learner = new BigramLearner(start, optimizer);
    long begin = System.nanoTime();
    if (console.errTerminal()) {
      ProgressBar bar = new ProgressBar(console.err(), options.maxIters(), System::nanoTime);
      try {
        trainer.train(learner, bar.above(table));
      } finally {
        bar.clear();
      }
    } else {
      trainer.train(learner, table);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    report.blank();
    report.line(
        "time",
        "%.2f s, %,.0f iterations a second with the evaluations",
        seconds,
        options.maxIters() / seconds);
    BigramModel model = learner.model();
    report.validation(Evaluator.exact(model, validation));
    return model;
  }
}
