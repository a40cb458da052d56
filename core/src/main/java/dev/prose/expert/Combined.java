package dev.prose.expert;

import dev.prose.numeric.LogSumExp;
import dev.prose.text.InvalidDataException;

/** The distribution that a mixture and its expert together give the next token. */
final class Combined {
  private final Trust trust;
  private final float[] logits; // [token]
  private final double[] scratch; // [token]
  private float max; // of the logits
  private double logSum; // log of the sum of exp(logit - max)

  Combined(Trust trust, int vocabularySize) {
    this.trust = trust;
    this.logits = new float[vocabularySize];
    this.scratch = new double[vocabularySize];
  }

  /**
   * Computes it.
   *
   * @param mixtureLogs [token], log-probabilities in nats
   * @param ofNetwork [token], logits
   * @throws InvalidDataException if the network's are too large
   */
  void set(float[] mixtureLogs, float[] ofNetwork) {
    trust.combine(mixtureLogs, ofNetwork, logits);
    max = LogSumExp.max(logits);
    logSum = LogSumExp.aboveMax(logits, max, scratch);
    if (!Float.isFinite(max) || Double.isNaN(logSum)) {
      throw new InvalidDataException(
          "the expert computes numbers that are too large for any prediction: its weights cannot"
              + " have come from training");
    }
  }

  /** A token's log-probability, in nats. */
  // The largest logit is subtracted first, so that no digits are lost where logits are large.
  double logProbability(int token) {
    return (double) logits[token] - max - logSum;
  }
}
