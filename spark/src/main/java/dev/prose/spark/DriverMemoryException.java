package dev.prose.spark;

import java.io.IOException;

/** The driver's heap is too small for the counts, or for a model of them. */
public final class DriverMemoryException extends IOException {
  /**
   * @param nGrams how many there are
   * @param memory the largest size of the heap, in bytes
   */
  DriverMemoryException(long nGrams, long memory) {
    super(
        "the driver's %,d MB are too few for %,d n-grams: give it more with --driver-memory, or take a lower --order"
            .formatted(memory >> 20, nGrams));
  }
}
