package dev.prose.count;

import dev.prose.model.BigramModel;

/**
 * The bigram model in closed form: p(next | token) = (count(token, next) + alpha) / (count(token) +
 * alpha V), Lidstone's estimate; Laplace's where alpha is 1, and the maximum-likelihood optimum
 * where alpha is 0. {@code AdditiveNGrams} is the same for n-grams of any length.
 *
 * @param alpha what is added to each count, from 0 to {@link #MAX_ALPHA}
 */
public record AdditiveBigrams(double alpha) {
  /** Add one to every count. */
  public static final AdditiveBigrams LAPLACE = new AdditiveBigrams(1);

  /** With this much added to them, counts no longer matter. */
  public static final double MAX_ALPHA = 1e12;

  /**
   * @throws IllegalArgumentException if alpha is out of its range
   */
  public AdditiveBigrams {
    if (!(alpha >= 0 && alpha <= MAX_ALPHA)) {
      throw new IllegalArgumentException(
          "alpha must be from 0 to " + MAX_ALPHA + ", but is " + alpha);
    }
  }

  /**
   * The model whose logits are the log-probabilities of the estimate. A token that is never
   * followed by anything gets the uniform distribution.
   */
  public BigramModel fit(BigramCounts counts) {
    int vocabularySize = counts.vocabularySize();
    float[] logits = new float[vocabularySize * vocabularySize];
    for (int token = 0; token < vocabularySize; token++) {
      double denominator = counts.count(token) + alpha * vocabularySize;
      if (denominator == 0) {
        continue;
      }
      for (int next = 0; next < vocabularySize; next++) {
        double probability = (counts.count(token, next) + alpha) / denominator;
        logits[token * vocabularySize + next] = (float) Math.log(probability);
      }
    }
    return new BigramModel(vocabularySize, logits);
  }
}
