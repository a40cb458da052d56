package dev.prose.benchmarks;

import java.io.IOException;
import java.util.List;

/** Something that can be measured repeatedly. */
interface Measurement {
  /**
   * Measures, after warming up if necessary.
   *
   * @return at least one sample
   * @throws IOException if it cannot be run, or fails
   */
  List<Sample> take() throws IOException, InterruptedException;
}
