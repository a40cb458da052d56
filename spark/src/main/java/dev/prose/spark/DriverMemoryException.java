package dev.prose.spark;

import java.io.IOException;

/** The driver's heap is too small for the counts, or for a model of them. */
public final class DriverMemoryException extends IOException {
  private static final int LEAST_OF_AN_N_GRAM = 12; // bytes: its token, count and first child

  /**
   * Refuses counts that cannot fit.
   *
   * @param nGrams how many there are
   * @param memory the largest size of the heap, in bytes
   */
  static void requireRoom(long nGrams, long memory) throws DriverMemoryException {
    if (nGrams > memory / LEAST_OF_AN_N_GRAM) {
      throw new DriverMemoryException(nGrams, memory);
    }
  }

  /**
   * @param nGrams how many there are
   * @param memory the largest size of the heap, in bytes
   */
  DriverMemoryException(long nGrams, long memory) {
    this("%,d n-grams".formatted(nGrams), memory);
  }

  /**
   * @param what there is too much of
   * @param memory the largest size of the heap, in bytes
   */
  DriverMemoryException(String what, long memory) {
    super(
        "the driver's %,d MB are too few for %s: give it more with --driver-memory, or take a lower --order"
            .formatted(memory >> 20, what));
  }
}
