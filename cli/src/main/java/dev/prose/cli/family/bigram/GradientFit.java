package dev.prose.cli.family.bigram;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.option.DeviceArguments;
import dev.prose.cli.output.Report;
import dev.prose.cli.train.ChosenDevice;
import dev.prose.cli.train.Keeper;
import dev.prose.cli.train.Learning;
import dev.prose.cli.train.MetricsFiles;
import dev.prose.cli.train.Outcome;
import dev.prose.cli.train.StopSignals;
import dev.prose.cli.train.WatchedSteps;
import dev.prose.data.Split;
import dev.prose.estimate.BigramEstimator;
import dev.prose.eval.Evaluator;
import dev.prose.eval.TextEvaluation;
import dev.prose.eval.WordEvaluation;
import dev.prose.metrics.Measurement;
import dev.prose.metrics.MetricsCsv;
import dev.prose.model.BigramModel;
import dev.prose.plot.LossCurve;
import dev.prose.text.InvalidDataException;
import dev.prose.token.Tokenizer;
import dev.prose.train.AdamW;
import dev.prose.train.BigramLearner;
import dev.prose.train.Learner;
import dev.prose.train.LearnerState;
import dev.prose.train.Trainer;
import dev.prose.train.TrainingEvent;
import dev.prose.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code --fit gradient}: finds the table step by step, shows how the loss falls, and keeps what
 * was learned so far.
 *
 * @param picture where to draw the losses, if anywhere
 * @param devices where it learns
 */
record GradientFit(
    TrainingOptions options,
    AdamW.Options optimizer,
    Optional<Path> picture,
    DeviceArguments devices) {
  private static final int SLOW = 1 << 11; // tokens; a hundred iterations a second or fewer

  private static final long BYTES_PER_LOGIT = 40; // with counts, moments and copies to be saved

  void requireEnough(Split split) {
    new Trainer(split, options);
  }

  Outcome learn(Learning learning) throws IOException {
    Report report = learning.report();
    learning.beginning().ifPresent(GradientFit::bigram); // refused first
    requireMemory(learning.text().tokenizer(), Runtime.getRuntime().maxMemory());
    if (learning.text().tokenizer().vocabularySize() >= SLOW) {
      report.line(
          "memory", "some %,d MB to train the table", bytes(learning.text().tokenizer()) >> 20);
      report.flush(); // before it is tried
    }
    PairCounts counts = PairCounts.of(learning.split());
    int start = learning.before().map(before -> before.training().step()).orElse(0);
    BigramModel beginning =
        learning
            .before()
            .or(learning::beginning)
            .map(GradientFit::bigram)
            .orElseGet(() ->
                new BigramEstimator(options, optimizer)
                    .untrained(learning.text().tokens().vocabularySize()));
    ChosenDevice device = ChosenDevice.of(devices, beginning.type(), learning.console());
    Learner learner = learner(learning, beginning, device);
    String description = new BigramKind().describe(beginning, learning.unit());
    report.line("model", "%s", device.description(description));
    device.report(report);
    reportOptions(report, learning.unit());
    if (beginning.vocabularySize() >= SLOW) {
      report.line(
          "",
          "each iteration moves all %,d logits; --fit counts takes the best table at once",
          beginning.parameterCount());
    }
    counts.reportOptimum(report, learning.unit());
    report.blank();

    long begin = System.nanoTime();
    int reached = train(learning, counts, learner, start);
    BigramModel model = (BigramModel) learner.model(); // the only type it trains
    learning.keeper().keep(snapshot(learner, model, reached, Double.NaN));
    learning.keeper().finish();
    double seconds = (System.nanoTime() - begin) / 1e9;
    report.blank();
    report.line(
        "time",
        "%.2f s, %,.0f iterations a second with the evaluations",
        seconds,
        (reached - start) / seconds);
    reportValidation(learning, counts, model);
    boolean finished =
        reached >= options.maxIters() || !learning.stopSignals().get().getAsBoolean();
    if (finished && picture.isPresent()) {
      draw(picture.get(), learning.folder(), counts, report);
    }
    return new Outcome(model, Report.format("%,d iterations", reached), finished);
  }

  private Learner learner(Learning learning, BigramModel beginning, ChosenDevice device) {
    Optional<LearnerState> state =
        learning.before().map(before -> before.training().requireLearner());
    if (device.elsewhere().isPresent()) {
      ChosenDevice.Elsewhere elsewhere = device.elsewhere().get();
      return elsewhere.learners().learner(beginning, optimizer, state, elsewhere.place());
    }
    return state.isPresent()
        ? new BigramLearner(beginning, optimizer, state.get())
        : new BigramLearner(beginning, optimizer);
  }

  /**
   * Refuses a table that is too large, before hours are spent on it.
   *
   * @param memory of the JVM, in bytes
   */
  static void requireMemory(Tokenizer tokenizer, long memory) {
    long size = tokenizer.vocabularySize();
    long bytes = bytes(tokenizer);
    boolean counted = size * size <= Integer.MAX_VALUE; // the counts refuse more themselves
    if (counted && bytes > memory) {
      throw new InvalidDataException(
          Report.format(
              "a table of %,d × %,d logits takes some %,d MB to train, and the JVM has %,d. Give it more, with PROSE_OPTS=-Xmx%dg for instance; or take fewer tokens (--vocab-size), or count (--fit counts)",
              size, size, bytes >> 20, memory >> 20, (bytes >> 30) + 1));
    }
  }

  /** About how much memory it takes to train a table. */
  private static long bytes(Tokenizer tokenizer) {
    long size = tokenizer.vocabularySize();
    return BYTES_PER_LOGIT * size * size;
  }

  private static void reportValidation(Learning learning, PairCounts counts, BigramModel model) {
    if (counts.validation().isEmpty()) {
      learning.report().noValidation();
      return;
    }
    learning
        .report()
        .validation(
            TextEvaluation.of(
                Evaluator.exact(model, counts.validation().get()),
                learning.text().tokenizer(),
                learning.split().validation()),
            learning.text().tokenizer());
    WordEvaluation.of(model, learning.text().tokenizer(), learning.split().validation(), false)
        .ifPresent(learning.report()::words);
  }

  private static BigramModel bigram(Checkpoint before) {
    if (before.model() instanceof BigramModel model) {
      return model;
    }
    throw new InvalidDataException(
        Report.format(
            "the model to go on with is of the type %s and not bigram: say --model %<s if that is meant, or begin a new one with --init-from=scratch",
            before.model().type()));
  }

  private int train(Learning learning, PairCounts counts, Learner learner, int start)
      throws IOException {
    LossTable table = new LossTable(learning.report(), learning.split().validates());
    table.header(options.evalIters(), learning.unit());
    Measuring measuring = new Measuring(counts, optimizer.learningRate(), start, System::nanoTime);
    StopSignals signals = learning.stopSignals().get();
    return new WatchedSteps(learning, options, start, 0)
        .take(
            learner,
            signals,
            new WatchedSteps.Watcher() {
              @Override
              public Measurement measure(TrainingEvent.Evaluated evaluated) {
                return measuring.of(evaluated, table(evaluated));
              }

              @Override
              public void show(TrainingEvent.Evaluated evaluated, Measurement measurement) {
                table.row(measurement);
              }

              @Override
              public Keeper.Snapshot snapshot(
                  TrainingEvent.Evaluated evaluated, Measurement measurement) {
                double loss = measurement.exact().orElseThrow().validation().orElse(Double.NaN);
                return GradientFit.snapshot(
                    learner, table(evaluated), measurement.iteration(), loss);
              }
            });
  }

  private static BigramModel table(TrainingEvent.Evaluated evaluated) {
    return (BigramModel) evaluated.model(); // the only type it trains
  }

  private static Keeper.Snapshot snapshot(
      Learner learner, BigramModel model, int step, double validationLoss) {
    String fit = BigramEstimator.description(step);
    return new Keeper.Snapshot(model, step, fit, validationLoss, Optional.of(learner.state()));
  }

  private static void draw(Path picture, Path folder, PairCounts counts, Report report)
      throws IOException {
    List<Measurement> measurements = MetricsCsv.read(folder.resolve(MetricsFiles.CSV));
    LossCurve.write(picture, measurements, OptionalDouble.of(counts.train().optimum()));
    report.line("picture", "%s", picture);
  }

  private void reportOptions(Report report, String unit) {
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
        "%,d iterations of %,d windows of %,d %ss, seed %d",
        options.maxIters(),
        options.batchSize(),
        options.blockSize(),
        unit,
        options.seed());
  }
}
