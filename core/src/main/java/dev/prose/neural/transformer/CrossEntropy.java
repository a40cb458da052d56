package dev.prose.neural.transformer;

import dev.prose.numeric.Exponential;
import java.util.Arrays;

/** The surprisal of each column's target, given the logits of all tokens, and its gradient. */
final class CrossEntropy {
  private final int vocabularySize;
  private final float[][] logits; // [token][n], then exp(logit - largest), then the gradient
  private final float[] largest; // [n]
  private final float[] sum; // [n]
  private final float[] ofTarget; // [n], the logit
  private final double[] surprisals; // [n], nats

  CrossEntropy(int vocabularySize, int columns) {
    this.vocabularySize = vocabularySize;
    this.logits = new float[vocabularySize][columns];
    this.largest = new float[columns];
    this.sum = new float[columns];
    this.ofTarget = new float[columns];
    this.surprisals = new double[columns];
  }

  /** Where the logits are to be written: [token][n]. */
  float[][] logits() {
    return logits;
  }

  /** The surprisals of the last forward pass: [column], nats. */
  double[] surprisals() {
    return surprisals;
  }

  /**
   * Computes the surprisals.
   *
   * @return their sum, in nats
   */
  double forward(int[] targets, int n) {
    for (int i = 0; i < n; i++) {
      ofTarget[i] = logits[targets[i]][i];
    }
    Arrays.fill(largest, 0, n, Float.NEGATIVE_INFINITY);
    Arrays.fill(sum, 0, n, 0);
    for (int token = 0; token < vocabularySize; token++) {
      max(largest, logits[token], n);
    }
    for (int token = 0; token < vocabularySize; token++) {
      exp(logits[token], largest, sum, n);
    }
    double total = 0;
    for (int i = 0; i < n; i++) {
      surprisals[i] = StrictMath.log(sum[i]) + largest[i] - ofTarget[i];
      total += surprisals[i];
    }
    return total;
  }

  /**
   * The gradient of the sum of surprisals, times the scale: softmax - 1 at the target.
   *
   * @return [token][n]
   */
  float[][] backward(int[] targets, float scale, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] = scale / sum[i];
    }
    for (int token = 0; token < vocabularySize; token++) {
      Rows.multiply(logits[token], sum, n);
    }
    for (int i = 0; i < n; i++) {
      logits[targets[i]][i] -= scale;
    }
    return logits;
  }

  private static void max(float[] largest, float[] values, int n) {
    for (int i = 0; i < n; i++) {
      largest[i] = Math.max(largest[i], values[i]);
    }
  }

  private static void exp(float[] values, float[] largest, float[] sum, int n) {
    for (int i = 0; i < n; i++) {
      float e = Exponential.ofNonPositive(values[i] - largest[i]);
      values[i] = e;
      sum[i] += e;
    }
  }
}
