package dev.prose.numeric;

/**
 * The logarithm of a softmax's denominator, in double precision, the same to the last bit on every
 * machine.
 */
public final class LogSumExp {
  /** The exponential of anything lower is taken as e^-40, 4e-18, nothing beside the largest, 1. */
  private static final double LOWEST = -40;

  private LogSumExp() {}

  /**
   * The largest of some logits, or minus infinity if all are NaN or there are none. It compares
   * instead of calling Math.max, for the reason in {@link Softmax}.
   */
  public static float max(float... logits) {
    float max = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = logit > max ? logit : max;
    }
    return max;
  }

  /**
   * ln Σ e^(logit - max), in nats: from 0 to the logarithm of the number of logits. The largest is
   * not added to it, because digits would be lost where it is large. Error under 1e-12.
   *
   * @param max the largest of the logits
   * @param scratch as long as the logits; overwritten
   */
  public static double aboveMax(float[] logits, float max, double[] scratch) {
    exponentials(logits, max, scratch);
    return StrictMath.log(sum(scratch, logits.length));
  }

  /**
   * e^(logit - max) for each of some logits: the denominator's terms. Relative error under 1e-12
   * where logit - max is above -30, absolute error under 1e-24 below.
   *
   * @param max the largest of the logits
   * @param target as long as the logits; overwritten
   */
  public static void exponentials(float[] logits, float max, double[] target) {
    for (int i = 0; i < logits.length; i++) {
      target[i] = (double) logits[i] - max;
    }
    expOfNonPositive(target, logits.length);
  }

  /**
   * The exponential of the first values, none of them positive, in place: e^x = (e^(x/64))^64, the
   * inner power by its Taylor polynomial of degree 12. Relative error under 1e-12 for x above -30,
   * absolute error under 1e-24 below.
   *
   * <p>It only adds and multiplies, for the reasons in {@link Exponential}.
   */
  private static void expOfNonPositive(double[] values, int length) {
    for (int i = 0; i < length; i++) {
      double x = Math.max(values[i], LOWEST) * (1.0 / 64);
      double e = 1.0 / 479_001_600;
      e = e * x + 1.0 / 39_916_800;
      e = e * x + 1.0 / 3_628_800;
      e = e * x + 1.0 / 362_880;
      e = e * x + 1.0 / 40_320;
      e = e * x + 1.0 / 5040;
      e = e * x + 1.0 / 720;
      e = e * x + 1.0 / 120;
      e = e * x + 1.0 / 24;
      e = e * x + 1.0 / 6;
      e = e * x + 1.0 / 2;
      e = e * x + 1;
      e = e * x + 1;
      e *= e; // to the power of 2
      e *= e; // 4
      e *= e; // 8
      e *= e; // 16
      e *= e; // 32
      e *= e; // 64
      values[i] = e;
    }
  }

  // Four sums in parallel, because a single one would wait for each addition before the next.
  private static double sum(double[] values, int length) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i <= length - 4; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    for (; i < length; i++) {
      a += values[i];
    }
    return (a + b) + (c + d);
  }
}
