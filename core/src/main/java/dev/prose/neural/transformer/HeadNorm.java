package dev.prose.neural.transformer;

import dev.prose.numeric.Vectors;
import java.util.Arrays;

/**
 * Brings the numbers of each head to the root mean square 1, in place, and turns them by their
 * positions.
 *
 * <p>Source: Henry et al., "Query-key normalization for transformers", 2020, with the root mean
 * square for the length.
 */
final class HeadNorm {
  private final int heads;
  private final int size; // of a head
  private final Rotary rotary;
  private final float[][] inverse; // [head][n], 1 / the root of the mean square
  private final float[] product; // [n]

  HeadNorm(int heads, int size, Rotary rotary, int columns) {
    this.heads = heads;
    this.size = size;
    this.rotary = rotary;
    this.inverse = new float[heads][columns];
    this.product = new float[columns];
  }

  /**
   * The forward pass.
   *
   * @param x [heads * size][n], changed in place
   */
  void forward(float[][] x, int n) {
    for (int head = 0; head < heads; head++) {
      int from = head * size;
      float[] factors = inverse[head];
      Arrays.fill(factors, 0, n, 0);
      for (int d = from; d < from + size; d++) {
        Vectors.addProduct(factors, x[d], x[d], n);
      }
      LayerNorm.inverseRoot(factors, 1f / size, RmsNorm.EPSILON, n);
      for (int d = from; d < from + size; d++) {
        Vectors.multiply(x[d], factors, n);
      }
      rotary.turn(x, from, n);
    }
  }

  /**
   * The backward pass of the last forward pass. The norm's gradient is taken while its result is
   * turned, because turning changes no product.
   *
   * @param y what the forward pass gave
   * @param dy its gradient; overwritten by that of x
   */
  void backward(float[][] y, float[][] dy, int n) {
    for (int head = 0; head < heads; head++) {
      int from = head * size;
      Arrays.fill(product, 0, n, 0);
      for (int d = from; d < from + size; d++) {
        Vectors.addProduct(product, dy[d], y[d], n);
      }
      Vectors.scale(product, 1f / size, n);
      for (int d = from; d < from + size; d++) {
        gradient(dy[d], y[d], product, inverse[head], n);
      }
      rotary.turnBack(dy, from, n);
    }
  }

  private static void gradient(float[] dy, float[] y, float[] meanProduct, float[] inverse, int n) {
    for (int i = 0; i < n; i++) {
      dy[i] = Math.fma(-y[i], meanProduct[i], dy[i]) * inverse[i];
    }
  }
}
