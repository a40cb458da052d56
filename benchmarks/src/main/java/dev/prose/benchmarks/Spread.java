package dev.prose.benchmarks;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * The median and the extremes of some numbers.
 *
 * @param count how many numbers there are
 */
record Spread(double median, double min, double max, int count) {
  /**
   * @throws IllegalArgumentException if there are no numbers
   */
  static Spread of(DoubleStream numbers) {
    double[] sorted = numbers.sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no numbers have a median");
    }
    int upper = sorted.length / 2;
    int lower = (sorted.length - 1) / 2;
    return new Spread(
        (sorted[lower] + sorted[upper]) / 2, sorted[0], sorted[sorted.length - 1], sorted.length);
  }

  /** The spread of the numbers under a monotone function, for instance from seconds to rates. */
  Spread map(DoubleUnaryOperator monotone) {
    double one = monotone.applyAsDouble(min);
    double other = monotone.applyAsDouble(max);
    return new Spread(
        monotone.applyAsDouble(median), Math.min(one, other), Math.max(one, other), count);
  }
}
