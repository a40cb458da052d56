package dev.prose.neural.layer;

import dev.prose.numeric.MatrixProduct;

/** The linear map of an {@link OutputLayer}, for one position at a time. */
public final class OutputReader {
  // So many numbers are transposed for each reader, in a tenth of a millisecond.
  private static final int FEW = 1 << 18;

  private final float[][] weight; // [vocabulary][width]
  private final float[] bias; // [vocabulary]
  private final float[][] transposed; // [width][vocabulary]; empty if there are too many numbers
  private final float[][] input = new float[1][]; // [1][width]
  private final float[][] output = new float[1][]; // [1][vocabulary]

  /**
   * @param weight [vocabulary][width], which no longer changes
   * @param bias [vocabulary]
   */
  public OutputReader(float[][] weight, float[] bias) {
    int width = weight[0].length;
    this.weight = weight;
    this.bias = bias;
    if ((long) weight.length * width <= FEW) {
      transposed = new float[width][weight.length];
      Transposition.of(weight, transposed, weight.length, width);
    } else {
      transposed = new float[0][];
    }
  }

  /**
   * Computes logits.
   *
   * @param features [width]
   * @param logits [vocabulary], overwritten
   */
  public void logits(float[] features, float[] logits) {
    System.arraycopy(bias, 0, logits, 0, logits.length);
    if (transposed.length > 0) {
      input[0] = features;
      output[0] = logits;
      MatrixProduct.add(input, transposed, output, 1, transposed.length, logits.length);
    } else {
      for (int token = 0; token < logits.length; token++) {
        logits[token] += dotProduct(weight[token], features, features.length);
      }
    }
  }

  // Eight chains, which need not wait for each other.
  private static float dotProduct(float[] a, float[] b, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      s0 = Math.fma(a[i], b[i], s0);
      s1 = Math.fma(a[i + 1], b[i + 1], s1);
      s2 = Math.fma(a[i + 2], b[i + 2], s2);
      s3 = Math.fma(a[i + 3], b[i + 3], s3);
      s4 = Math.fma(a[i + 4], b[i + 4], s4);
      s5 = Math.fma(a[i + 5], b[i + 5], s5);
      s6 = Math.fma(a[i + 6], b[i + 6], s6);
      s7 = Math.fma(a[i + 7], b[i + 7], s7);
    }
    for (; i < n; i++) {
      s0 = Math.fma(a[i], b[i], s0);
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
