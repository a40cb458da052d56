package dev.prose.spark;

import java.io.Serializable;

/**
 * Some hundred thousand windows in ascending order with their counts, as few bytes. No record:
 * Kryo, which the session may have for what it shuffles, cannot have those.
 */
final class Block implements Serializable {
  private final long[] first;
  private final long[] last;
  private final int windows;
  private final byte[] bytes;

  /**
   * @param first the first window's words
   * @param last the last window's words
   * @param windows how many there are
   * @param bytes as {@link BlockWriter} writes them
   */
  Block(long[] first, long[] last, int windows, byte[] bytes) {
    this.first = first;
    this.last = last;
    this.windows = windows;
    this.bytes = bytes;
  }

  long[] first() {
    return first;
  }

  long[] last() {
    return last;
  }

  int windows() {
    return windows;
  }

  byte[] bytes() {
    return bytes;
  }
}
