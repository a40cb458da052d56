package dev.prose.benchmarks;

import java.util.List;
import java.util.OptionalDouble;

/** A contender's name and all of its samples. */
record Measured(String name, List<Sample> samples) {
  Spread seconds() {
    return Spread.of(samples.stream().mapToDouble(Sample::seconds));
  }

  /** The largest peak of all samples, in bytes; empty if unknown. */
  OptionalDouble peakBytes() {
    return samples.stream()
        .filter(sample -> sample.peakBytes().isPresent())
        .mapToDouble(sample -> sample.peakBytes().getAsLong())
        .max();
  }
}
