package dev.prose.neural.transformer;

import dev.prose.numeric.MatrixProduct;
import dev.prose.numeric.Transposition;
import dev.prose.numeric.Vectors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A linear layer, y = Wᵀx + b, whose matrix is kept as [in][out] or as [out][in]: with the longer
 * side last, so that the loops of its gradient are long.
 */
final class Linear {
  private final float[][] weight; // [in][out], or [out][in] if outputsFirst
  private final boolean outputsFirst;
  private final float @Nullable [] bias; // [out]
  private final int in;
  private final int out;

  private Linear(float[][] weight, boolean outputsFirst, float @Nullable [] bias) {
    this.weight = weight;
    this.outputsFirst = outputsFirst;
    this.bias = bias;
    this.in = outputsFirst ? weight[0].length : weight.length;
    this.out = outputsFirst ? weight.length : weight[0].length;
  }

  /**
   * @param weight [in][out]
   * @param bias [out], if there is one
   */
  static Linear of(float[][] weight, float @Nullable [] bias) {
    return new Linear(weight, false, bias);
  }

  /**
   * @param weight [out][in]
   * @param bias [out], if there is one
   */
  static Linear ofOutputsFirst(float[][] weight, float @Nullable [] bias) {
    return new Linear(weight, true, bias);
  }

  /**
   * y = Wᵀx + b.
   *
   * @param x [in][n]
   * @param y [out][n], overwritten
   */
  void forward(float[][] x, float[][] y, int n) {
    for (int o = 0; o < out; o++) {
      Arrays.fill(y[o], 0, n, bias == null ? 0 : bias[o]);
    }
    if (outputsFirst) {
      MatrixProduct.add(weight, x, y, out, in, n);
    } else {
      MatrixProduct.addTransposed(weight, x, y, out, in, n);
    }
  }

  /**
   * dx = W dy.
   *
   * @param dy [out][n]
   * @param dx [in][n], overwritten
   */
  void backward(float[][] dy, float[][] dx, int n) {
    Vectors.clear(dx, in, n);
    addBackward(dy, dx, n);
  }

  /**
   * dx += W dy.
   *
   * @param dy [out][n]
   * @param dx [in][n]
   */
  void addBackward(float[][] dy, float[][] dx, int n) {
    if (outputsFirst) {
      MatrixProduct.addTransposed(weight, dy, dx, in, out, n);
    } else {
      MatrixProduct.add(weight, dy, dx, in, out, n);
    }
  }

  /**
   * dW += x dyᵀ, db += the sum of dy.
   *
   * @param x [in][n]
   * @param dy [out][n]
   * @param transposed [n][a row of the weight's gradient], overwritten
   * @param dWeight as the weight, whose rows may be padded
   * @param dBias [out], if there is a bias
   */
  void gradient(
      float[][] x,
      float[][] dy,
      float[][] transposed,
      float[][] dWeight,
      float @Nullable [] dBias,
      int n) {
    if (outputsFirst) {
      Transposition.of(x, transposed, in, n);
      MatrixProduct.add(dy, transposed, dWeight, out, n, dWeight[0].length);
    } else {
      Transposition.of(dy, transposed, out, n);
      MatrixProduct.add(x, transposed, dWeight, in, n, dWeight[0].length);
    }
    if (dBias != null) {
      for (int o = 0; o < out; o++) {
        dBias[o] += Vectors.sum(dy[o], n);
      }
    }
  }
}
