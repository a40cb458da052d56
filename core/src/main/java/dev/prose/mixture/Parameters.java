package dev.prose.mixture;

import java.util.Arrays;

/**
 * Weights of one meaning, and what Adagrad needs to go on learning them.
 *
 * @param name what files call them
 * @param shape how many there are along each axis
 * @param values in row-major order
 * @param sums of squared gradients, which begin at 1: one for each value, or for a row or column
 */
@SuppressWarnings("ArrayRecordComponent") // written to, and never compared
record Parameters(String name, int[] shape, float[] values, float[] sums) {
  /** Far from what is ever learned; beyond it logits could be infinite. */
  private static final float LARGEST = 1e6f;

  /** All zero, with so many sums. */
  static Parameters zero(String name, int sums, int... shape) {
    float[] ones = new float[sums];
    Arrays.fill(ones, 1);
    return new Parameters(name, shape, new float[size(shape)], ones);
  }

  private static int size(int... shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** What files call the sums. */
  static String sumsName(String name) {
    return name + ".squares";
  }

  /** A copy that can learn on its own. */
  Parameters copy() {
    return new Parameters(name, shape, values.clone(), sums.clone());
  }

  /**
   * Refuses what no learning leads to.
   *
   * @throws IllegalArgumentException if there is such a thing
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

  /** A step of Adagrad for one value. */
  void ascend(int at, float gradient, float rate) {
    sums[at] += gradient * gradient;
    values[at] += rate * gradient / (float) Math.sqrt(sums[at]);
  }
}
