package dev.prose.numeric;

/** The natural logarithm in single precision, the same to the last bit on every machine. */
public final class Logarithm {
  private static final float LN_2 = 0.6931472f;
  private static final int MANTISSA_BITS = 23;
  private static final int ROOT_HALF = 0x3F3504F3; // the bits of the square root of 1/2

  private Logarithm() {}

  /**
   * ln x: x = 2^e m with m between the roots of 1/2 and 2, and ln m = 2 artanh(s), s = (m - 1) / (m
   * + 1), by its series. Error under 2e-7 or 3e-7 |ln x|, whichever is larger.
   *
   * <p>There is no branch: the processor cannot predict whether m is above 1, and a wrong guess
   * costs more than everything else here.
   *
   * @param x positive and normal
   */
  public static float of(float x) {
    int bits = Float.floatToRawIntBits(x);
    int exponent = (bits - ROOT_HALF) >> MANTISSA_BITS;
    float m = Float.intBitsToFloat(bits - (exponent << MANTISSA_BITS));
    float s = (m - 1) / (m + 1);
    float square = s * s;
    float series = 2f / 9;
    series = series * square + 2f / 7;
    series = series * square + 2f / 5;
    series = series * square + 2f / 3;
    series = series * square + 2;
    return exponent * LN_2 + s * series;
  }

  /** Replaces some numbers of an array, positive and normal, by their logarithms. */
  public static void of(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] = of(values[i]);
    }
  }
}
