package dev.prose.cli.family.neural;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.TrainingState;
import dev.prose.cli.option.DeviceArguments;
import dev.prose.cli.output.Report;
import dev.prose.cli.train.ChosenDevice;
import dev.prose.cli.train.Keeper;
import dev.prose.cli.train.Learning;
import dev.prose.cli.train.MetricsFiles;
import dev.prose.cli.train.Outcome;
import dev.prose.cli.train.Pace;
import dev.prose.cli.train.StopSignals;
import dev.prose.cli.train.WatchedSteps;
import dev.prose.data.Split;
import dev.prose.data.Tokens;
import dev.prose.estimate.NeuralEstimator;
import dev.prose.eval.Evaluation;
import dev.prose.metrics.Measurement;
import dev.prose.metrics.MetricsCsv;
import dev.prose.neural.NeuralLearner;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.NeuralTraining;
import dev.prose.plot.LossCurve;
import dev.prose.text.InvalidDataException;
import dev.prose.train.DivergedException;
import dev.prose.train.EarlyStopping;
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
import java.util.function.BooleanSupplier;

/**
 * Trains a network step by step, shows how the loss falls, and keeps what was learned so far.
 *
 * @param patience how many evaluations to wait for a lower validation loss; 0: for ever
 * @param picture where to draw the losses, if anywhere
 * @param devices where it learns
 */
record NeuralFit(
    NeuralEstimator estimator, int patience, Optional<Path> picture, DeviceArguments devices) {
  private static final long BYTES_PER_PARAMETER = 52; // gradients, moments, copies to be saved
  private static final int FEW = 512; // tokens

  /**
   * @throws IllegalArgumentException if there is no network of that shape, or no such patience
   */
  NeuralFit {
    estimator.kind().network(estimator.shape(), 1);
    new EarlyStopping(patience, 1, 0, 0);
  }

  void requireEnough(Split split) {
    new Trainer(split, options());
  }

  private TrainingOptions options() {
    return estimator.training();
  }

  Outcome learn(Learning learning) throws IOException {
    Report report = learning.report();
    int start = learning.before().map(before -> before.training().step()).orElse(0);
    NeuralModel beginning = beginning(learning);
    ChosenDevice device = ChosenDevice.of(devices, beginning.type(), learning.console());
    String description = new NeuralKind(beginning.type()).describe(beginning, learning.unit());
    report.line("model", "%s", device.description(description));
    device.report(report);
    Learner learner = learner(learning, beginning, device);
    new TrainingReport(estimator, report).options(learning.unit());
    report.blank();

    long begin = System.nanoTime();
    EarlyStopping stopping = stopping(learning);
    int reached = train(learning, learner, start, stopping);
    NeuralModel model = (NeuralModel) learner.model(); // the only type it trains
    learning.keeper().keep(snapshot(learning, learner, model, reached, Double.NaN));
    learning.keeper().finish();
    double seconds = (System.nanoTime() - begin) / 1e9;
    report.blank();
    boolean stopped = reached < options().maxIters() && !stopping.getAsBoolean();
    new TrainingReport(estimator, report).time(seconds, reached - start);
    if (!stopped) {
      try {
        new TrainingReport(estimator, report).end(learning, model, stopping, reached);
      } catch (InvalidDataException e) { // it computes numbers that are too large
        throw new DivergedException(reached, Double.NaN);
      }
      if (picture.isPresent()) {
        draw(picture.get(), learning.folder(), report);
      }
    }
    return new Outcome(model, Report.format("%,d iterations", reached), !stopped);
  }

  private NeuralModel beginning(Learning learning) {
    if (learning.before().isPresent()) {
      return neural(learning.before().get());
    }
    if (learning.beginning().isPresent()) {
      NeuralModel other = neural(learning.beginning().get());
      // Whether each line is a text of its own is said by the options of this run.
      return NeuralModel.takingOver(
          other.network(), other.weights(), estimator.lineStarts(learning.text().tokenizer()));
    }
    requireMemory(
        estimator
            .kind()
            .network(estimator.shape(), learning.text().tokenizer().vocabularySize())
            .parameterCount(),
        Runtime.getRuntime().maxMemory());
    return estimator.untrained(learning.text().tokenizer());
  }

  private NeuralModel neural(Checkpoint checkpoint) {
    if (checkpoint.model() instanceof NeuralModel model
        && model.type().equals(estimator.kind().type())) {
      return model;
    }
    throw new InvalidDataException(
        Report.format(
            "the model to go on with is of the type %s and not %s: say --model %1$s if that is meant, or begin a new one with --init-from=scratch",
            checkpoint.model().type(), estimator.kind().type()));
  }

  /**
   * Refuses a network that is too large, before it is made.
   *
   * @param memory of the JVM, in bytes
   */
  static void requireMemory(long parameters, long memory) {
    double bytes = (double) BYTES_PER_PARAMETER * parameters;
    if (bytes > memory) {
      throw new InvalidDataException(
          Report.format(
              "a network of %,d parameters takes some %,.0f MB to train, and the JVM has %,d. Give it more, with PROSE_OPTS=-Xmx%.0fg for instance; or take fewer --layers, or a smaller --width",
              parameters, bytes / (1 << 20), memory >> 20, bytes / (1 << 30) + 1));
    }
  }

  private Learner learner(Learning learning, NeuralModel beginning, ChosenDevice device) {
    Optional<LearnerState> state =
        learning.before().map(before -> before.training().requireLearner());
    NeuralTraining training = estimator.optimizer();
    try {
      if (device.elsewhere().isPresent()) {
        ChosenDevice.Elsewhere elsewhere = device.elsewhere().get();
        return elsewhere
            .learners()
            .learner(beginning, options(), training, state, elsewhere.place());
      }
      return state.isPresent()
          ? new NeuralLearner(beginning, options(), training, state.get())
          : new NeuralLearner(beginning, options(), training);
    } catch (InvalidDataException e) {
      throw e;
    } catch (IllegalArgumentException e) { // the options do not suit the model or the device
      throw new InvalidDataException(String.valueOf(e.getMessage()), e);
    }
  }

  private EarlyStopping stopping(Learning learning) throws IOException {
    if (learning.before().isPresent()) {
      TrainingState best = Checkpoint.training(learning.folder(), Checkpoint.Kept.BEST);
      if (!Double.isNaN(best.validationLoss())) {
        return new EarlyStopping(
            patience, options().evalInterval(), best.validationLoss(), best.step());
      }
    }
    return new EarlyStopping(patience, options().evalInterval(), Double.POSITIVE_INFINITY, 0);
  }

  private int train(Learning learning, Learner learner, int start, EarlyStopping stopping)
      throws IOException {
    int tokens = options().batchSize() * options().blockSize() * learner.batchesAtOnce();
    LossTable table = new LossTable(learning.report(), learning.split().validates(), tokens);
    table.header(options().evalIters(), learning.unit());
    StopSignals signals = learning.stopSignals().get();
    BooleanSupplier stop = () -> signals.getAsBoolean() || stopping.getAsBoolean();
    Pace pace = new Pace(start, System::nanoTime);
    return new WatchedSteps(learning, options(), start, tokens)
        .take(
            learner,
            stop,
            new WatchedSteps.Watcher() {
              @Override
              public Measurement measure(TrainingEvent.Evaluated evaluated) {
                return measurement(evaluated, pace);
              }

              @Override
              public void show(TrainingEvent.Evaluated evaluated, Measurement measurement) {
                table.row(measurement);
                stopping.on(evaluated);
              }

              @Override
              public Keeper.Snapshot snapshot(
                  TrainingEvent.Evaluated evaluated, Measurement measurement) {
                double loss = evaluated.validation().map(Evaluation::nats).orElse(Double.NaN);
                NeuralModel model = (NeuralModel) evaluated.model(); // the only type it trains
                return NeuralFit.this.snapshot(
                    learning, learner, model, evaluated.iteration(), loss);
              }
            });
  }

  private Measurement measurement(TrainingEvent.Evaluated evaluated, Pace pace) {
    NeuralTraining training = estimator.optimizer();
    double rate = training.adamW().learningRate();
    double speed = pace.speed(evaluated.iteration());
    return new Measurement(
        evaluated.iteration(),
        evaluated.train(),
        evaluated.validation(),
        Optional.empty(),
        rate * training.learningRate().factor(evaluated.iteration()),
        speed,
        pace.seconds());
  }

  private Keeper.Snapshot snapshot(
      Learning learning, Learner learner, NeuralModel model, int step, double validationLoss) {
    requireNumbers(learning, model, step);
    // Without the room that it took to be measured, which would wait with it to be saved.
    NeuralModel kept = NeuralModel.takingOver(model.network(), model.weights(), model.lines());
    String fit = estimator.description(step);
    return new Keeper.Snapshot(kept, step, fit, validationLoss, Optional.of(learner.state()));
  }

  /**
   * Refuses to keep a network whose numbers are too large to predict with, though the losses of
   * batches were numbers.
   */
  private static void requireNumbers(Learning learning, NeuralModel model, int step) {
    Tokens train = learning.split().train();
    int count = (int) Math.min(FEW, train.size());
    try {
      model.scorer(count).score(train.slice(0, count).toArray(), count, new double[count]);
    } catch (InvalidDataException e) {
      throw new DivergedException(step, Double.NaN);
    }
  }

  private static void draw(Path picture, Path folder, Report report) throws IOException {
    List<Measurement> measurements = MetricsCsv.read(folder.resolve(MetricsFiles.CSV));
    LossCurve.write(picture, measurements, OptionalDouble.empty());
    report.line("picture", "%s", picture);
  }
}
