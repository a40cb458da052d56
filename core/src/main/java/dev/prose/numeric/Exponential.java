package dev.prose.numeric;

/**
 * The exponential in single precision, the same to the last bit on every machine.
 *
 * <p>It only adds and multiplies, so that the JIT inlines it and turns the loop around it into
 * vector instructions: 0.26 ns per value, where {@code Math.exp} takes 3.6 (AMD EPYC, JDK 25).
 * Methods that set the exponent's bits are more accurate, but are not vectorised (3.7 ns).
 */
public final class Exponential {
  /** The exponential of anything lower is taken as e^-40, 4e-18, nothing beside the largest, 1. */
  private static final float LOWEST = -40f;

  private Exponential() {}

  /**
   * e^x = (e^(x/32))^32, the inner power by its Taylor polynomial of degree 7. Relative error under
   * 5e-6 for x above -12, absolute error under 3e-11 below.
   *
   * @param x not positive
   */
  public static float ofNonPositive(float x) {
    float y = Math.max(x, LOWEST) * (1f / 32);
    float e = 1f / 5040;
    e = Math.fma(e, y, 1f / 720);
    e = Math.fma(e, y, 1f / 120);
    e = Math.fma(e, y, 1f / 24);
    e = Math.fma(e, y, 1f / 6);
    e = Math.fma(e, y, 1f / 2);
    e = Math.fma(e, y, 1);
    e = Math.fma(e, y, 1);
    e *= e; // to the power of 2
    e *= e; // 4
    e *= e; // 8
    e *= e; // 16
    return e * e;
  }
}
