package dev.prose.estimate;

import dev.prose.count.AdditiveBigrams;
import dev.prose.count.BigramCounts;
import dev.prose.data.Split;
import dev.prose.model.BigramModel;
import dev.prose.numeric.ShortestDecimal;
import dev.prose.token.Tokenizer;

/**
 * Computes a bigram table in closed form: from counts, with the same number added to each.
 *
 * @param smoothing what is added
 */
public record AdditiveBigramEstimator(AdditiveBigrams smoothing) implements Estimator<BigramModel> {
  /** Adds one to every count. */
  public static final AdditiveBigramEstimator DEFAULT =
      new AdditiveBigramEstimator(AdditiveBigrams.LAPLACE);

  @Override
  public Estimate<BigramModel> fit(Split split, Tokenizer tokenizer) {
    return new Estimate<>(smoothing.fit(BigramCounts.of(split.train())), description(), 0);
  }

  /** The description that is recorded with such a model. */
  public String description() {
    return "counts, α = " + ShortestDecimal.of(smoothing.alpha());
  }
}
