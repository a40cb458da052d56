package dev.prose.neural.transformer;

import dev.prose.neural.Weights;
import dev.prose.numeric.Vectors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * y = g (x - mean) / sqrt(variance + 1e-5) + b, over the features of each token.
 *
 * <p>Source: Ba, Kiros and Hinton, "Layer normalization", 2016, equation 4.
 */
final class LayerNorm implements Norm {
  static final float EPSILON = 1e-5f;

  private final String name;
  private final float[] gain; // [width]
  private final float @Nullable [] bias; // [width]
  private final int width;
  private final float[][] normal; // [width][n], before gain and bias
  private final float[] inverse; // [n], 1 / the standard deviation
  private final float[][] y; // [width][n], shared with other norms
  private final float[] mean; // [n]
  private final float[] other; // [n]

  LayerNorm(Weights weights, String name, boolean hasBias, Room room) {
    this.name = name;
    this.gain = weights.vector(name + ".weight");
    this.bias = hasBias ? weights.vector(name + ".bias") : null;
    this.width = gain.length;
    this.normal = room.kept(room.inner, width);
    this.inverse = new float[room.columns];
    this.y = room.normed;
    this.mean = new float[room.columns];
    this.other = new float[room.columns];
  }

  @Override
  public float[][] forward(float[][] x, int n) {
    Arrays.fill(mean, 0, n, 0);
    for (int c = 0; c < width; c++) {
      Vectors.add(mean, x[c], n);
    }
    Vectors.scale(mean, 1f / width, n);
    Arrays.fill(inverse, 0, n, 0);
    for (int c = 0; c < width; c++) {
      center(x[c], mean, normal[c], inverse, n);
    }
    inverseRoot(inverse, 1f / width, EPSILON, n);
    for (int c = 0; c < width; c++) {
      Vectors.multiply(normal[c], inverse, n);
    }
    return again(n);
  }

  @Override
  public float[][] again(int n) {
    for (int c = 0; c < width; c++) {
      scaleAndShift(normal[c], gain[c], bias == null ? 0 : bias[c], y[c], n);
    }
    return y;
  }

  @Override
  public void backward(float[][] dy, float[][] dx, Weights gradient, int n) {
    float[] dGain = gradient.vector(name + ".weight");
    float[] dBias = bias == null ? null : gradient.vector(name + ".bias");
    int padded = Vectors.padded(n);
    Arrays.fill(mean, 0, padded, 0);
    Arrays.fill(other, 0, padded, 0);
    for (int c = 0; c < width; c++) {
      dGain[c] += Vectors.dot(dy[c], normal[c], n);
      if (dBias != null) {
        dBias[c] += Vectors.sum(dy[c], n);
      }
      Vectors.scale(dy[c], gain[c], padded);
      Vectors.add(mean, dy[c], padded);
      Vectors.addProduct(other, dy[c], normal[c], padded);
    }
    Vectors.scale(mean, 1f / width, padded);
    Vectors.scale(other, 1f / width, padded);
    for (int c = 0; c < width; c++) {
      addGradient(dy[c], mean, normal[c], other, inverse, dx[c], padded);
    }
  }

  private static void center(float[] x, float[] mean, float[] centred, float[] squares, int n) {
    for (int i = 0; i < n; i++) {
      float difference = x[i] - mean[i];
      centred[i] = difference;
      squares[i] = Math.fma(difference, difference, squares[i]);
    }
  }

  /** Replaces sums of squares by 1 / sqrt(mean of squares + epsilon). */
  static void inverseRoot(float[] sums, float inverseCount, float epsilon, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] = 1 / (float) Math.sqrt(Math.fma(sums[i], inverseCount, epsilon));
    }
  }

  private static void scaleAndShift(float[] normal, float gain, float bias, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.fma(normal[i], gain, bias);
    }
  }

  // dx = (dn - mean(dn) - n mean(dn n)) / the standard deviation, where dn = g dy.
  private static void addGradient(
      float[] dNormal,
      float[] mean,
      float[] normal,
      float[] meanProduct,
      float[] inverse,
      float[] dx,
      int n) {
    for (int i = 0; i < n; i++) {
      float d = Math.fma(-normal[i], meanProduct[i], dNormal[i] - mean[i]);
      dx[i] = Math.fma(d, inverse[i], dx[i]);
    }
  }
}
