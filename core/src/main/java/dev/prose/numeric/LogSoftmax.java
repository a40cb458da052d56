package dev.prose.numeric;

/**
 * Logits as log-probabilities, in double precision, so that probabilities add up to 1, the same to
 * the last bit on every machine. Not safe for use by several threads.
 */
public final class LogSoftmax {
  private final float[] logits; // nats
  private final double[] exponentials;
  // Kept apart, because next to a huge max the digits of logSum would be lost.
  private float max; // of the logits
  private double logSum; // log of the sum of exp(logit - max)

  /**
   * @param logits used as they are at each {@link #normalize}
   */
  public LogSoftmax(float[] logits) {
    this.logits = logits;
    this.exponentials = new double[logits.length];
  }

  /**
   * Takes the logits as they are now.
   *
   * @return whether they give a distribution: none is NaN or too large
   */
  public boolean normalize() {
    max = LogSumExp.max(logits);
    logSum = LogSumExp.aboveMax(logits, max, exponentials);
    return Float.isFinite(max) && !Double.isNaN(logSum);
  }

  /** A log-probability, in nats. */
  public double of(int index) {
    return (double) logits[index] - max - logSum;
  }

  /**
   * Writes all log-probabilities, in nats.
   *
   * @param target as long as the logits; may be the same array
   */
  public void copyTo(float[] target) {
    for (int i = 0; i < logits.length; i++) {
      target[i] = (float) of(i);
    }
  }
}
