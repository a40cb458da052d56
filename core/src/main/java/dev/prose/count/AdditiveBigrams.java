package dev.prose.count;

import dev.prose.model.BigramModel;

/**
 * The bigram model in closed form: p(next | token) = (count(token, next) + alpha) / (count(token) +
 * alpha V). This is Lidstone's estimate; with alpha 1 it is Laplace's, and with alpha 0 the
 * maximum-likelihood optimum. {@code AdditiveNGrams} is the same for n-grams of any length.
 *
 * @param alpha the amount added to each count, from 0 to {@link #MAX_ALPHA}
 */
public record AdditiveBigrams(double alpha) {
  /** Adds one to every count. */
  public static final AdditiveBigrams LAPLACE = new AdditiveBigrams(1);

  /** The largest alpha. With this much added, counts no longer matter. */
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
   * The model whose logits are the estimate's log-probabilities, in nats. After a token that
   * nothing follows in the counts, all tokens are equally likely.
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
