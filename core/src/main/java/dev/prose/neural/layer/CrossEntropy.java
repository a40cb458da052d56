package dev.prose.neural.layer;

import dev.prose.numeric.Exponential;
import dev.prose.numeric.Vectors;
import java.util.Arrays;

/**
 * The surprisal of each position's target, given the logits of all tokens, and its gradient. A
 * position is a column, so that all loops are long, however few tokens there are.
 */
final class CrossEntropy {
  private final float[] max; // [position], the largest logit
  private final float[] sum; // [position], of e^(logit - max); then what they are multiplied with

  CrossEntropy(int mostPositions) {
    this.max = new float[Vectors.padded(mostPositions)];
    this.sum = new float[Vectors.padded(mostPositions)];
  }

  /**
   * Computes surprisals.
   *
   * @param logits [token][n], padded, overwritten: e^(logit - max)
   * @param targets from {@code first} on
   * @param surprisals overwritten from {@code first} on, in nats
   */
  void forward(float[][] logits, int[] targets, double[] surprisals, int first, int n) {
    int padded = Vectors.padded(n);
    Arrays.fill(max, 0, padded, Float.NEGATIVE_INFINITY);
    for (float[] row : logits) {
      Vectors.max(max, row, padded);
    }
    for (int i = 0; i < n; i++) {
      surprisals[first + i] = (double) max[i] - logits[targets[first + i]][i];
    }
    Arrays.fill(sum, 0, padded, 0);
    for (float[] row : logits) {
      exp(row, max, sum, padded);
    }
    for (int i = 0; i < n; i++) {
      // The strict logarithm, because losses decide which checkpoint is kept.
      surprisals[first + i] += StrictMath.log(sum[i]);
    }
  }

  /**
   * The gradient of the sum of the last surprisals, possible once: by a logit it is the
   * probability, less 1 for the target.
   *
   * @param logits [token][n] as the forward pass left them; overwritten by the gradient
   * @param scale of the gradient
   */
  void backward(float[][] logits, int[] targets, float scale, int first, int n) {
    int padded = Vectors.padded(n);
    for (int i = 0; i < n; i++) {
      sum[i] = scale / sum[i];
    }
    for (float[] row : logits) {
      Vectors.multiply(row, sum, padded);
    }
    for (int i = 0; i < n; i++) {
      logits[targets[first + i]][i] -= scale;
    }
  }

  private static void exp(float[] values, float[] max, float[] sum, int n) {
    for (int i = 0; i < n; i++) {
      float e = Exponential.ofNonPositive(values[i] - max[i]);
      values[i] = e;
      sum[i] += e;
    }
  }
}
