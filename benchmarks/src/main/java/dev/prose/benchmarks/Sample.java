package dev.prose.benchmarks;

import java.util.OptionalLong;

/**
 * One measurement.
 *
 * @param seconds the time taken
 * @param peakBytes the process's peak memory in bytes; empty if not measured or unknown
 */
record Sample(double seconds, OptionalLong peakBytes) {
  static Sample of(double seconds) {
    return new Sample(seconds, OptionalLong.empty());
  }
}
