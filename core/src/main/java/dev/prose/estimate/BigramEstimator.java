package dev.prose.estimate;

import dev.prose.data.Split;
import dev.prose.model.BigramModel;
import dev.prose.random.SplitMix64;
import dev.prose.token.Tokenizer;
import dev.prose.train.AdamW;
import dev.prose.train.BigramLearner;
import dev.prose.train.Trainer;
import dev.prose.train.TrainingOptions;
import java.util.Locale;

/**
 * Learns a bigram table step by step, from random logits on. To watch the losses, use {@link
 * Trainer} and {@link BigramLearner} directly.
 *
 * @param training how many steps, on which batches
 * @param optimizer how large the steps are
 */
public record BigramEstimator(TrainingOptions training, AdamW.Options optimizer)
    implements Estimator<BigramModel> {
  /** The lesson's: 5,000 steps on 32 windows of 8 tokens, learning rate 0.001, seed 1337. */
  public static final BigramEstimator DEFAULT =
      new BigramEstimator(TrainingOptions.DEFAULT, AdamW.Options.DEFAULT);

  private static final long INITIAL_WEIGHTS = 4; // a purpose of the seed, beside those of Trainer

  public BigramEstimator withTraining(TrainingOptions newTraining) {
    return new BigramEstimator(newTraining, optimizer);
  }

  public BigramEstimator withOptimizer(AdamW.Options newOptimizer) {
    return new BigramEstimator(training, newOptimizer);
  }

  /**
   * The table that learning begins with.
   *
   * @param vocabularySize how many different tokens there are, V
   */
  public BigramModel untrained(int vocabularySize) {
    return BigramModel.random(vocabularySize, SplitMix64.derive(training.seed(), INITIAL_WEIGHTS));
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.prose.train.DivergedException if a loss is not finite
   */
  @Override
  public Estimate<BigramModel> fit(Split split, Tokenizer tokenizer) {
    BigramLearner learner = new BigramLearner(untrained(tokenizer.vocabularySize()), optimizer);
    new Trainer(split, training.unwatched()).train(learner, event -> {});
    int steps = training.maxIters();
    return new Estimate<>(learner.model(), description(steps), steps);
  }

  /** The description that is recorded with a model after some steps. */
  public static String description(int steps) {
    return String.format((Locale) null, "%,d iterations of AdamW", steps);
  }
}
