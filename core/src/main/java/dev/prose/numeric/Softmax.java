package dev.prose.numeric;

/** The softmax of many rows at once, in single precision, for the inner loop of training. */
public final class Softmax {
  /** The exponential of anything lower is taken as e^-40, 4e-18, nothing beside the largest, 1. */
  private static final float LOWEST = -40f;

  private Softmax() {}

  /**
   * Turns rows of logits into rows of probabilities, in place.
   *
   * @param rows [rowCount][width], overwritten; the array may be longer
   * @param logSumExp [rowCount], overwritten: each row's log-sum-exp, in nats; in double precision,
   *     because a loss is the small difference between it and a logit that may be large
   */
  public static void rows(float[] rows, int rowCount, int width, double[] logSumExp) {
    for (int row = 0; row < rowCount; row++) {
      logSumExp[row] = subtractMax(rows, row * width, width);
    }
    exp(rows, rowCount * width);
    for (int row = 0; row < rowCount; row++) {
      logSumExp[row] += Math.log(divideBySum(rows, row * width, width));
    }
  }

  /** Subtracts the largest of a row's logits from all of them, and returns it. */
  // Compares instead of calling Math.max, which checks every pair for NaN: 1.2 µs for 45 rows of
  // 65 instead of 2.6. A NaN among the logits still becomes one among their exponentials.
  private static float subtractMax(float[] values, int from, int length) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = from; i < from + length; i++) {
      max = values[i] > max ? values[i] : max;
    }
    for (int i = from; i < from + length; i++) {
      values[i] -= max;
    }
    return max;
  }

  /** Divides a row by its sum, and returns the sum. */
  private static float divideBySum(float[] values, int from, int length) {
    float sum = sum(values, from, length);
    float scale = 1 / sum;
    for (int i = from; i < from + length; i++) {
      values[i] *= scale;
    }
    return sum;
  }

  // Four sums in parallel, because a single one would wait for each addition before the next.
  private static float sum(float[] values, int from, int length) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = from;
    for (; i <= from + length - 4; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    for (; i < from + length; i++) {
      a += values[i];
    }
    return (a + b) + (c + d);
  }

  // As Exponential computes it, but without fused operations: for bigram models and mixtures, a
  // seed has to give the model that it always gave.
  private static void exp(float[] values, int length) {
    for (int i = 0; i < length; i++) {
      float x = Math.max(values[i], LOWEST) * (1f / 32);
      float e = 1f / 5040;
      e = e * x + 1f / 720;
      e = e * x + 1f / 120;
      e = e * x + 1f / 24;
      e = e * x + 1f / 6;
      e = e * x + 1f / 2;
      e = e * x + 1;
      e = e * x + 1;
      e *= e; // to the power of 2
      e *= e; // 4
      e *= e; // 8
      e *= e; // 16
      e *= e; // 32
      values[i] = e;
    }
  }
}
