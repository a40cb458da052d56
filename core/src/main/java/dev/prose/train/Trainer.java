package dev.prose.train;

import dev.prose.data.BatchSampler;
import dev.prose.data.Split;
import dev.prose.data.Tokens;
import dev.prose.eval.Evaluation;
import dev.prose.eval.Evaluator;
import dev.prose.model.LanguageModel;
import dev.prose.random.SplitMix64;

/** The training loop. */
public final class Trainer {
  // Each purpose has a seed of its own, so that evaluating more often does not change the training.
  private static final long TRAINING = 1;
  private static final long TRAIN_EVALUATION = 2;
  private static final long VALIDATION_EVALUATION = 3;

  private final TrainingOptions options;
  private final BatchSampler training;
  private final BatchSampler trainEvaluation;
  private final BatchSampler validationEvaluation;

  /**
   * @throws dev.prose.text.InvalidDataException if a split is too short for the block size
   */
  public Trainer(Split split, TrainingOptions options) {
    this.options = options;
    this.training = sampler("train", split.train(), TRAINING);
    this.trainEvaluation = sampler("train", split.train(), TRAIN_EVALUATION);
    this.validationEvaluation = sampler("validation", split.validation(), VALIDATION_EVALUATION);
  }

  private BatchSampler sampler(String name, Tokens tokens, long purpose) {
    return new BatchSampler(
        name,
        tokens,
        options.batchSize(),
        options.blockSize(),
        SplitMix64.derive(options.seed(), purpose));
  }

  /**
   * Trains for {@link TrainingOptions#maxIters} steps. The listener hears an evaluation before the
   * first step, after every {@link TrainingOptions#evalInterval} steps, and after the last.
   *
   * @throws DivergedException if a loss is not finite
   */
  public void train(Learner learner, TrainingListener listener) {
    for (int iteration = 0; ; iteration++) {
      boolean last = iteration == options.maxIters();
      if (last || iteration % options.evalInterval() == 0) {
        listener.on(evaluate(learner.model(), iteration));
      }
      if (last) {
        return;
      }
      double loss = requireFinite(learner.step(training.batch(iteration)), iteration + 1);
      listener.on(new TrainingEvent.Stepped(iteration + 1, loss));
    }
  }

  private TrainingEvent.Evaluated evaluate(LanguageModel model, int iteration) {
    long firstBatch = (long) iteration * options.evalIters();
    Evaluation train = Evaluator.sampled(model, trainEvaluation, firstBatch, options.evalIters());
    Evaluation validation =
        Evaluator.sampled(model, validationEvaluation, firstBatch, options.evalIters());
    requireFinite(train.nats() + validation.nats(), iteration);
    return new TrainingEvent.Evaluated(iteration, model, train, validation);
  }

  private static double requireFinite(double loss, int iteration) {
    if (!Double.isFinite(loss)) {
      throw new DivergedException(iteration, loss);
    }
    return loss;
  }
}
