package dev.prose.train;

import dev.prose.data.BatchSampler;
import dev.prose.data.BatchStreams;
import dev.prose.data.Batches;
import dev.prose.data.Split;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluation;
import dev.prose.eval.Evaluator;
import dev.prose.model.LanguageModel;
import dev.prose.random.SplitMix64;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** The training loop. */
public final class Trainer {
  // Each purpose has a seed of its own, so that evaluating more often does not change the training.
  private static final long TRAINING = 1;
  private static final long TRAIN_EVALUATION = 2;
  private static final long VALIDATION_EVALUATION = 3;

  private static final String TRAIN = "train"; // what the split is called

  private final TrainingOptions options;
  private final Tokens training;
  private final BatchSampler trainEvaluation;
  private final Optional<BatchSampler> validationEvaluation;

  /**
   * @param split whose validation part is empty if all of the text trains
   * @throws dev.prose.text.InvalidDataException if a part of it is too short for the block size
   */
  public Trainer(Split split, TrainingOptions options) {
    this.options = options;
    this.training = split.train();
    this.trainEvaluation = sampler(TRAIN, split.train(), TRAIN_EVALUATION);
    this.validationEvaluation =
        split.validates()
            ? Optional.of(sampler("validation", split.validation(), VALIDATION_EVALUATION))
            : Optional.empty();
  }

  private BatchSampler sampler(String name, Tokens tokens, long purpose) {
    return new BatchSampler(
        name,
        tokens,
        options.batchSize(),
        options.blockSize(),
        SplitMix64.derive(options.seed(), purpose));
  }

  private Batches batches(Learner learner) {
    int windows = Math.multiplyExact(options.batchSize(), learner.batchesAtOnce());
    return learner.carriesState()
        ? new BatchStreams(TRAIN, training, windows, options.blockSize())
        : new BatchSampler(
            TRAIN,
            training,
            windows,
            options.blockSize(),
            SplitMix64.derive(options.seed(), TRAINING));
  }

  /**
   * Trains for {@link TrainingOptions#maxIters} steps. The listener hears an evaluation before the
   * first step, after every {@link TrainingOptions#evalInterval} steps, and after the last.
   *
   * @throws DivergedException if a loss is not finite
   */
  public void train(Learner learner, TrainingListener listener) {
    train(learner, 0, () -> false, listener);
  }

  /**
   * Trains from some step on, until the run is done or told to stop. What follows depends on the
   * learner and the step alone: a run that was interrupted ends like one that was not.
   *
   * @param start how many steps the learner has made
   * @param stop asked after each step, and between the batches of an evaluation
   * @return how many steps the learner has made now
   * @throws DivergedException if a loss is not finite
   */
  public int train(Learner learner, int start, BooleanSupplier stop, TrainingListener listener) {
    Batches batches = batches(learner);
    for (int iteration = start; ; iteration++) {
      boolean last = iteration >= options.maxIters();
      if (last || iteration % options.evalInterval() == 0) {
        try {
          listener.on(evaluate(learner.model(), iteration, stop));
        } catch (CancellationException e) {
          return iteration;
        }
      }
      if (last || stop.getAsBoolean()) {
        return iteration;
      }
      double loss = requireFinite(learner.step(batches.batch(iteration)), iteration + 1);
      listener.on(new TrainingEvent.Stepped(iteration + 1, loss));
    }
  }

  private TrainingEvent.Evaluated evaluate(
      LanguageModel model, int iteration, BooleanSupplier stop) {
    long first = (long) iteration * options.evalIters();
    int batches = options.evalIters();
    Evaluation train = Evaluator.sampled(model, trainEvaluation, first, batches, stop);
    Optional<Evaluation> validation =
        validationEvaluation.map(
            sampler -> Evaluator.sampled(model, sampler, first, batches, stop));
    requireFinite(train.nats() + validation.map(Evaluation::nats).orElse(0.0), iteration);
    return new TrainingEvent.Evaluated(iteration, model, train, validation);
  }

  private static double requireFinite(double loss, int iteration) {
    if (!Double.isFinite(loss)) {
      throw new DivergedException(iteration, loss);
    }
    return loss;
  }
}
