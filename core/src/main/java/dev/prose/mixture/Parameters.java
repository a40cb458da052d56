package dev.prose.mixture;

import java.util.Arrays;

/**
 * One tensor of weights, and what Adagrad needs to go on learning them.
 *
 * @param name the name in files
 * @param shape the size of each axis
 * @param values in row-major order
 * @param sums of squared gradients, which begin at 1: one per value, or one per row or column
 */
@SuppressWarnings("ArrayRecordComponent") // changed in place, and never compared
record Parameters(String name, int[] shape, float[] values, float[] sums) {
  /** Far above any weight that is learned; beyond it logits could be infinite. */
  private static final float LARGEST = 1e6f;

  /** Zero weights, with this number of sums. */
  static Parameters zero(String name, int sums, int... shape) {
    float[] ones = new float[sums];
    Arrays.fill(ones, 1);
    return new Parameters(name, shape, new float[size(shape)], ones);
  }

  private static int size(int... shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** The name of the sums in files. */
  static String sumsName(String name) {
    return name + ".squares";
  }

  /** A copy that learns independently. */
  Parameters copy() {
    return new Parameters(name, shape, values.clone(), sums.clone());
  }

  /**
   * Refuses values that learning cannot lead to.
   *
   * @throws IllegalArgumentException if a weight is not finite or too large, or a sum below 1
   */
  void requireSound() {
    for (float value : values) {
      Requirement.require(Math.abs(value) <= LARGEST, "a weight of \"" + name + "\" is " + value);
    }
    for (float sum : sums) {
      Requirement.require(
          Float.isFinite(sum) && sum >= 1, "a sum of \"" + sumsName(name) + "\" is " + sum);
    }
  }

  /** Takes one step of Adagrad for one value, which must have its own sum. */
  void ascend(int at, float gradient, float rate) {
    sums[at] += gradient * gradient;
    values[at] += rate * gradient / (float) Math.sqrt(sums[at]);
  }
}
