package dev.prose.neural.layer;

import dev.prose.numeric.MatrixProduct;
import dev.prose.numeric.Transposition;
import dev.prose.numeric.Vectors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A linear layer of weights that no longer change, for one or a few tokens, a row each: y = Wᵀx +
 * b. Not safe for use by several threads.
 */
public final class VectorLinear {
  // So many numbers of a matrix are copied for each reader, in a tenth of a millisecond.
  private static final int FEW = 1 << 18;

  private final float[][] weight; // [in][out], with padded rows if copied; or [out][in]
  private final boolean outputsFirst;
  private final float @Nullable [] bias; // [out]
  private final int in;
  private final int out;
  private final float[] sums; // [out], padded as the weight's rows are

  private VectorLinear(
      float[][] weight, boolean outputsFirst, float @Nullable [] bias, int in, int out) {
    this.weight = weight;
    this.outputsFirst = outputsFirst;
    this.bias = bias;
    this.in = in;
    this.out = out;
    this.sums = new float[outputsFirst ? out : weight[0].length];
  }

  /**
   * Of a matrix that has a row for each input.
   *
   * @param weight [in][out]; copied if it is small, into rows with which loops are faster
   * @param bias [out], if there is one
   */
  public static VectorLinear inputsFirst(float[][] weight, float @Nullable [] bias) {
    int in = weight.length;
    int out = weight[0].length;
    if (!isSmall(in, out)) {
      return new VectorLinear(weight, false, bias, in, out);
    }
    float[][] padded = new float[in][Vectors.padded(out)];
    Vectors.copy(weight, padded, in, out);
    return new VectorLinear(padded, false, bias, in, out);
  }

  /**
   * Of a matrix that has a row for each output.
   *
   * @param weight [out][in]; copied if it is small, because loops over many outputs are faster
   * @param bias [out], if there is one
   */
  public static VectorLinear outputsFirst(float[][] weight, float @Nullable [] bias) {
    int out = weight.length;
    int in = weight[0].length;
    if (!isSmall(in, out)) {
      return new VectorLinear(weight, true, bias, in, out);
    }
    float[][] transposed = new float[in][Vectors.padded(out)];
    Transposition.of(weight, transposed, out, in);
    return new VectorLinear(transposed, false, bias, in, out);
  }

  private static boolean isSmall(int in, int out) {
    return (long) out * in <= FEW;
  }

  /**
   * Computes y.
   *
   * @param x [n][in]; rows may be longer
   * @param y [n][out], overwritten; rows may be longer
   */
  public void apply(float[][] x, float[][] y, int n) {
    if (outputsFirst || n == 1) {
      for (int row = 0; row < n; row++) {
        apply(x[row], y[row]);
      }
    } else {
      for (int row = 0; row < n; row++) {
        begin(y[row]);
      }
      MatrixProduct.add(x, weight, y, n, in, out);
    }
  }

  /**
   * Computes y for one token.
   *
   * @param x [in]
   * @param y [out], overwritten
   */
  public void apply(float[] x, float[] y) {
    begin(sums);
    if (outputsFirst) {
      for (int o = 0; o < out; o++) {
        sums[o] += Vectors.dot(weight[o], x, in);
      }
    } else {
      add(x, weight, sums, sums.length);
    }
    System.arraycopy(sums, 0, y, 0, out);
  }

  private void begin(float[] y) {
    if (bias == null) {
      Arrays.fill(y, 0, out, 0);
    } else {
      System.arraycopy(bias, 0, y, 0, out);
    }
  }

  /**
   * As {@link MatrixProduct}'s for one row, but of eight at a time, so that y is loaded and stored
   * half as often.
   */
  private static void add(float[] x, float[][] w, float[] y, int n) {
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
