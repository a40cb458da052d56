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
  /** All zero, with so many sums. */
  Parameters(String name, int sums, int... shape) {
    this(name, shape, new float[size(shape)], new float[sums]);
    Arrays.fill(this.sums, 1);
  }

  /** All zero, with a sum for each. */
  static Parameters of(String name, int... shape) {
    return new Parameters(name, size(shape), shape);
  }

  private static int size(int... shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** What files call the sums. */
  String sumsName() {
    return name + ".squares";
  }

  /** A copy that can learn on its own. */
  Parameters copy() {
    return new Parameters(name, shape, values.clone(), sums.clone());
  }

  /**
   * @throws IllegalArgumentException if no learning leads to them
   */
  void requireSound() {
    for (float value : values) {
      MixtureOptions.require(Float.isFinite(value), "a weight of \"" + name + "\" is " + value);
    }
    for (float sum : sums) {
      MixtureOptions.require(
          Float.isFinite(sum) && sum >= 1, "a sum of \"" + sumsName() + "\" is " + sum);
    }
  }

  /** A step of Adagrad for one value. */
  void ascend(int at, float gradient, float rate) {
    sums[at] += gradient * gradient;
    values[at] += rate * gradient / (float) Math.sqrt(sums[at]);
  }
}
