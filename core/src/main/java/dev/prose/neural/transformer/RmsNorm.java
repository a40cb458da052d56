package dev.prose.neural.transformer;

import dev.prose.neural.Weights;
import dev.prose.numeric.Vectors;
import java.util.Arrays;

/**
 * y = x / sqrt(mean of x² + ε), over the features of each token, without a gain.
 *
 * <p>Source: Zhang and Sennrich, "Root mean square layer normalization", NeurIPS 2019, equation 4.
 */
final class RmsNorm implements Norm {
  /** PyTorch's: the distance of 1 from the next number. */
  static final float EPSILON = 1.1920929e-7f;

  private final int width;
  private final float[][] y; // [width][n]
  private final float[] inverse; // [n], 1 / the root of the mean square
  private final float[] product; // [n]

  RmsNorm(int width, Room room) {
    this.width = width;
    this.y = room.kept(room.normed, width);
    this.inverse = new float[room.columns];
    this.product = new float[room.columns];
  }

  @Override
  public float[][] forward(float[][] x, int n) {
    Arrays.fill(inverse, 0, n, 0);
    for (int c = 0; c < width; c++) {
      Vectors.addProduct(inverse, x[c], x[c], n);
    }
    LayerNorm.inverseRoot(inverse, 1f / width, EPSILON, n);
    for (int c = 0; c < width; c++) {
      Vectors.product(y[c], x[c], inverse, n);
    }
    return y;
  }

  @Override
  public float[][] again(int n) {
    return y;
  }

  @Override
  public void backward(float[][] dy, float[][] dx, Weights gradient, int n) {
    int padded = Vectors.padded(n);
    Arrays.fill(product, 0, padded, 0);
    for (int c = 0; c < width; c++) {
      Vectors.addProduct(product, dy[c], y[c], padded);
    }
    Vectors.scale(product, 1f / width, padded);
    for (int c = 0; c < width; c++) {
      addGradient(dy[c], y[c], product, inverse, dx[c], padded);
    }
  }

  // dx = (dy - y mean(dy y)) / the root of the mean square.
  private static void addGradient(
      float[] dy, float[] y, float[] meanProduct, float[] inverse, float[] dx, int n) {
    for (int i = 0; i < n; i++) {
      dx[i] = Math.fma(Math.fma(-y[i], meanProduct[i], dy[i]), inverse[i], dx[i]);
    }
  }
}
