package dev.prose.neural.transformer;

import dev.prose.numeric.MatrixProduct;
import dev.prose.numeric.Transposition;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A linear layer for one or a few tokens, a row each: y = Wᵀx + b. */
final class VectorLinear {
  private final float[][] weight; // [in][out]
  private final float @Nullable [] bias; // [out]

  private VectorLinear(float[][] weight, float @Nullable [] bias) {
    this.weight = weight;
    this.bias = bias;
  }

  /**
   * @param weight [in][out]
   * @param bias [out], if there is one
   */
  static VectorLinear of(float[][] weight, float @Nullable [] bias) {
    return new VectorLinear(weight, bias);
  }

  /**
   * @param weight [out][in]; copied, because only loops over many outputs are vectorised
   * @param bias [out], if there is one
   */
  static VectorLinear ofTurned(float[][] weight, float @Nullable [] bias) {
    float[][] turned = new float[weight[0].length][weight.length];
    Transposition.of(weight, turned, weight.length, weight[0].length);
    return new VectorLinear(turned, bias);
  }

  /** Number of outputs. */
  int out() {
    return weight[0].length;
  }

  /**
   * Computes y.
   *
   * @param x [n][in]
   * @param y [n][out], overwritten
   */
  void apply(float[][] x, float[][] y, int n) {
    for (int row = 0; row < n; row++) {
      if (bias == null) {
        Arrays.fill(y[row], 0, out(), 0);
      } else {
        System.arraycopy(bias, 0, y[row], 0, out());
      }
    }
    if (n == 1) {
      add(x[0], weight, y[0]);
    } else {
      MatrixProduct.add(x, weight, y, n, weight.length, out());
    }
  }

  /**
   * As {@link MatrixProduct}'s for one row, but of eight at a time, so that y is loaded and stored
   * half as often.
   */
  private static void add(float[] x, float[][] w, float[] y) {
    int n = w[0].length;
    int k = 0;
    for (; k + 8 <= w.length; k += 8) {
      addEight(
          y, w[k], w[k + 1], w[k + 2], w[k + 3], w[k + 4], w[k + 5], w[k + 6], w[k + 7], x[k],
          x[k + 1], x[k + 2], x[k + 3], x[k + 4], x[k + 5], x[k + 6], x[k + 7], n);
    }
    for (; k < w.length; k++) {
      addOne(y, w[k], x[k], n);
    }
  }

  private static void addEight(
      float[] y,
      float[] w0,
      float[] w1,
      float[] w2,
      float[] w3,
      float[] w4,
      float[] w5,
      float[] w6,
      float[] w7,
      float x0,
      float x1,
      float x2,
      float x3,
      float x4,
      float x5,
      float x6,
      float x7,
      int n) {
    for (int j = 0; j < n; j++) {
      float sum =
          Math.fma(x3, w3[j], Math.fma(x2, w2[j], Math.fma(x1, w1[j], Math.fma(x0, w0[j], y[j]))));
      y[j] =
          Math.fma(x7, w7[j], Math.fma(x6, w6[j], Math.fma(x5, w5[j], Math.fma(x4, w4[j], sum))));
    }
  }

  private static void addOne(float[] y, float[] w, float x, int n) {
    for (int j = 0; j < n; j++) {
      y[j] = Math.fma(x, w[j], y[j]);
    }
  }
}
