package dev.prose.train;

/**
 * Makes gradients shorter that are longer than some length, all of them as one vector.
 *
 * <p>Source: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural
 * networks", ICML 2013; the small number is PyTorch's.
 *
 * @param most the length; 0: as long as they are
 */
public record Clipping(double most) {
  private static final double SMALL = 1e-6;

  /**
   * @throws IllegalArgumentException if the length is negative or infinite
   */
  public Clipping {
    if (!(most >= 0) || Double.isInfinite(most)) {
      throw new IllegalArgumentException("grad clip must be finite and at least 0, but is " + most);
    }
  }

  /** What to multiply a gradient of some length with. */
  public float factor(double norm) {
    return most == 0 ? 1 : (float) Math.min(1, most / (norm + SMALL));
  }

  /** The sum of the squares of the first numbers, always in the same order. */
  // Four sums in parallel: a single one would wait for each addition before the next.
  public static double sumOfSquares(float[] values, int n) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i <= n - 4; i += 4) {
      double p = values[i];
      double q = values[i + 1];
      double r = values[i + 2];
      double s = values[i + 3];
      a += p * p;
      b += q * q;
      c += r * r;
      d += s * s;
    }
    for (; i < n; i++) {
      double p = values[i];
      a += p * p;
    }
    return (a + b) + (c + d);
  }
}
