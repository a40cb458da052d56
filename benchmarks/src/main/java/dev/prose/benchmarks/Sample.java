package dev.prose.benchmarks;

import java.util.OptionalLong;

/**
 * One measurement.
 *
 * @param seconds how long it took
 * @param peakBytes the most memory that the process held, where that is asked and can be known
 */
record Sample(double seconds, OptionalLong peakBytes) {
  static Sample of(double seconds) {
    return new Sample(seconds, OptionalLong.empty());
  }
}
