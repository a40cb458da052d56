package dev.prose.cli.family.bigram;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.TrainingState;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ProgressBar;
import dev.prose.cli.output.Report;
import dev.prose.cli.train.CheckpointSaver;
import dev.prose.cli.train.FitOutcome;
import dev.prose.cli.train.Measuring;
import dev.prose.cli.train.MetricsFiles;
import dev.prose.cli.train.StopSignals;
import dev.prose.cli.train.TrainingText;
import dev.prose.eval.Evaluator;
import dev.prose.metrics.Measurement;
import dev.prose.model.BigramModel;
import dev.prose.random.SplitMix64;
import dev.prose.text.InvalidDataException;
import dev.prose.train.AdamW;
import dev.prose.train.BigramLearner;
import dev.prose.train.Trainer;
import dev.prose.train.TrainingEvent;
import dev.prose.train.TrainingListener;
import dev.prose.train.TrainingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Finds the table step by step, shows how the loss falls, and keeps what was learned so far. */
record GradientFit(
    Console console, Report report, TrainingOptions options, AdamW.Options optimizer) {
  private static final long INITIAL_WEIGHTS = 4; // a purpose of the seed, beside those of Trainer

  /**
   * @param before where to go on, or nothing to begin anew
   * @param folder where to write the run's measurements
   */
  FitOutcome fit(TrainingText text, Optional<Checkpoint> before, CheckpointSaver saver, Path folder)
      throws IOException {
    Trainer trainer = new Trainer(text.split(), options);
    BigramModel beginning;
    BigramLearner learner;
    int start;
    if (before.isPresent()) {
      TrainingState state = before.get().training();
      beginning = bigram(before.get());
      learner = new BigramLearner(beginning, optimizer, state.moments().orElseThrow());
      start = state.step();
      saver.alreadySaved(start, state.validationLoss());
    } else {
      beginning = untrained(text.train().vocabularySize());
      learner = new BigramLearner(beginning, optimizer);
      start = 0;
    }
    report.model(beginning);
    reportOptions();
    report.optimum(text.train());
    report.blank();

    LossTable table = new LossTable(report);
    table.header(options.evalIters());
    long begin = System.nanoTime();
    Measuring measuring =
        new Measuring(
            text.train(), text.validation(), optimizer.learningRate(), start, System::nanoTime);
    try (StopSignals signals = new StopSignals();
        MetricsFiles metrics = MetricsFiles.open(folder, start)) {
      TrainingListener evaluations =
          event -> {
            if (event instanceof TrainingEvent.Evaluated evaluated) {
              BigramModel model = (BigramModel) evaluated.model(); // what the learner is of
              Measurement measurement = measuring.of(evaluated, model);
              table.row(measurement);
              keep(measurement, model, learner, saver, metrics);
            }
          };
      int reached = train(trainer, learner, start, signals, evaluations, saver);
      BigramModel model = learner.model();
      saver.save(learner, model, reached, Double.NaN);
      saver.finish();
      double seconds = (System.nanoTime() - begin) / 1e9;
      report.blank();
      report.line(
          "time",
          "%.2f s, %,.0f iterations a second with the evaluations",
          seconds,
          (reached - start) / seconds);
      report.validation(Evaluator.exact(model, text.validation()));
      boolean done = reached >= options.maxIters();
      return new FitOutcome(model, reached, done ? Optional.empty() : signals.exitCode());
    }
  }

  private static BigramModel bigram(Checkpoint before) {
    if (before.model() instanceof BigramModel model) {
      return model;
    }
    throw new InvalidDataException(
        "the run was not of a bigram model, and no other is trained in steps. Begin a new one with --init-from=scratch");
  }

  private static void keep(
      Measurement measurement,
      BigramModel model,
      BigramLearner learner,
      CheckpointSaver saver,
      MetricsFiles metrics) {
    try {
      metrics.write(measurement);
      double loss = measurement.exact().orElseThrow().validation();
      saver.save(learner, model, measurement.iteration(), loss);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BigramModel untrained(int vocabularySize) {
    return BigramModel.random(vocabularySize, SplitMix64.derive(options.seed(), INITIAL_WEIGHTS));
  }

  private int train(
      Trainer trainer,
      BigramLearner learner,
      int start,
      StopSignals signals,
      TrainingListener evaluations,
      CheckpointSaver saver)
      throws IOException {
    try {
      if (!console.errTerminal()) {
        return trainer.train(learner, start, signals, evaluations);
      }
      ProgressBar bar = new ProgressBar(console.err(), start, options.maxIters(), System::nanoTime);
      try {
        return trainer.train(learner, start, signals, bar.above(evaluations));
      } finally {
        bar.clear();
      }
    } catch (UncheckedIOException e) {
      IOException failure = Objects.requireNonNull(e.getCause());
      keepWhatWaits(saver, failure);
      throw failure;
    } catch (RuntimeException e) {
      keepWhatWaits(saver, e);
      throw e;
    }
  }

  /** Saves what was learned before a failure, if that is still possible. */
  private static void keepWhatWaits(CheckpointSaver saver, Exception failure) {
    try {
      saver.finish();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void reportOptions() {
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
  }
}
