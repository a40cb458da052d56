package dev.prose.neural.transformer;

import dev.prose.numeric.Exponential;
import java.util.Arrays;

/** The softmax of one head's scores over the keys that each query sees, and its gradient. */
final class HeadSoftmax {
  private HeadSoftmax() {}

  /**
   * a[s][t] = exp(a[s][t]) / Σ over s.
   *
   * @param a [key][query], changed in place where a query sees a key
   * @param largest [query], overwritten
   * @param sum [query], overwritten
   */
  static void forward(float[][] a, Sight sight, float[] largest, float[] sum) {
    int[] from = sight.keyFrom;
    int[] to = sight.keyTo;
    Arrays.fill(largest, 0, sight.queries, Float.NEGATIVE_INFINITY);
    Arrays.fill(sum, 0, sight.queries, 0);
    for (int s = 0; s < sight.keys; s++) {
      max(largest, a[s], from[s], to[s]);
    }
    for (int s = 0; s < sight.keys; s++) {
      exp(a[s], largest, sum, from[s], to[s]);
    }
    invert(sum, sight.queries);
    for (int s = 0; s < sight.keys; s++) {
      multiply(a[s], sum, from[s], to[s]);
    }
  }

  /**
   * ds[s][t] = a[s][t] (da[s][t] - Σ over s of a da).
   *
   * @param a [key][query], what the forward pass gave
   * @param da [key][query], its gradient; overwritten by that of the scores
   * @param sum [query], overwritten
   */
  static void backward(float[][] a, float[][] da, Sight sight, float[] sum) {
    int[] from = sight.keyFrom;
    int[] to = sight.keyTo;
    Arrays.fill(sum, 0, sight.queries, 0);
    for (int s = 0; s < sight.keys; s++) {
      addProduct(sum, a[s], da[s], from[s], to[s]);
    }
    for (int s = 0; s < sight.keys; s++) {
      multiplyDifference(da[s], a[s], sum, from[s], to[s]);
    }
  }

  private static void max(float[] largest, float[] scores, int from, int to) {
    for (int t = from; t < to; t++) {
      largest[t] = Math.max(largest[t], scores[t]);
    }
  }

  private static void exp(float[] scores, float[] largest, float[] sum, int from, int to) {
    for (int t = from; t < to; t++) {
      float e = Exponential.ofNonPositive(scores[t] - largest[t]);
      scores[t] = e;
      sum[t] += e;
    }
  }

  private static void invert(float[] values, int n) {
    for (int t = 0; t < n; t++) {
      values[t] = 1 / values[t];
    }
  }

  private static void multiply(float[] values, float[] factors, int from, int to) {
    for (int t = from; t < to; t++) {
      values[t] *= factors[t];
    }
  }

  private static void addProduct(float[] sum, float[] a, float[] b, int from, int to) {
    for (int t = from; t < to; t++) {
      sum[t] = Math.fma(a[t], b[t], sum[t]);
    }
  }

  private static void multiplyDifference(float[] da, float[] a, float[] sum, int from, int to) {
    for (int t = from; t < to; t++) {
      da[t] = a[t] * (da[t] - sum[t]);
    }
  }
}
