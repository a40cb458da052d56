package dev.prose.neural.transformer;

import dev.prose.numeric.Tanh;
import java.util.Optional;

/** What makes the layers of a perceptron more than one linear layer. */
enum Activation {
  /**
   * x Φ(x) with Φ by the tanh, as GPT-2: Hendrycks and Gimpel, "Gaussian error linear units", 2016.
   */
  GELU {
    @Override
    void forward(float[] x, float[] slope, int n) {
      for (int i = 0; i < n; i++) {
        float v = x[i];
        float square = v * v;
        float tanh = Tanh.of(v * Math.fma(square, ROOT * CUBIC, ROOT));
        float half = Math.fma(0.5f, tanh, 0.5f); // Φ(x)
        float inner = Math.fma(square, 3 * ROOT * CUBIC, ROOT); // derivative of the argument
        x[i] = v * half;
        slope[i] = Math.fma(0.5f * v * Math.fma(-tanh, tanh, 1f), inner, half);
      }
    }

    @Override
    void forward(float[] x, int n) {
      for (int i = 0; i < n; i++) {
        float v = x[i];
        float tanh = Tanh.of(v * Math.fma(v * v, ROOT * CUBIC, ROOT));
        x[i] = v * Math.fma(0.5f, tanh, 0.5f);
      }
    }
  },

  /** max(x, 0)²: So et al., "Primer: searching for efficient transformers", NeurIPS 2021. */
  SQUARED_RELU {
    @Override
    void forward(float[] x, float[] slope, int n) {
      for (int i = 0; i < n; i++) {
        float positive = Math.max(x[i], 0f);
        x[i] = positive * positive;
        slope[i] = 2 * positive;
      }
    }

    @Override
    void forward(float[] x, int n) {
      for (int i = 0; i < n; i++) {
        float positive = Math.max(x[i], 0f);
        x[i] = positive * positive;
      }
    }

    @Override
    Optional<FromSlope> fromSlope() {
      return Optional.of(Activation::squareOfHalf);
    }
  };

  private static final float ROOT = 0.7978846f; // sqrt(2 / π)
  private static final float CUBIC = 0.044715f;

  /**
   * Replaces numbers by the function's values.
   *
   * @param slope [n], overwritten: the function's derivative there
   */
  abstract void forward(float[] x, float[] slope, int n);

  /** Replaces numbers by the function's values. */
  abstract void forward(float[] x, int n);

  /** Computes values from derivatives. */
  @FunctionalInterface
  interface FromSlope {
    /**
     * Computes the function's values once more.
     *
     * @param slope [n], the function's derivative there
     * @param x [n], overwritten
     */
    void compute(float[] slope, float[] x, int n);
  }

  /** How values follow from derivatives, if they do to the last bit: they need not be kept then. */
  Optional<FromSlope> fromSlope() {
    return Optional.empty();
  }

  private static void squareOfHalf(float[] slope, float[] x, int n) {
    for (int i = 0; i < n; i++) {
      float half = 0.5f * slope[i];
      x[i] = half * half;
    }
  }
}
