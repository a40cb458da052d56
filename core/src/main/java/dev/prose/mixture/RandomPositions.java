package dev.prose.mixture;

import dev.prose.random.SplitMix64;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/** Positions in a part of a text, in ascending order, at random distances. */
final class RandomPositions implements PrimitiveIterator.OfInt {
  private final int to;
  private final int stride;
  private final SplitMix64 random;
  private int next;

  /**
   * @param from the first possible position, inclusive
   * @param to exclusive
   * @param stride the mean distance; distances are uniform from 1 to 2 stride - 1
   */
  RandomPositions(int from, int to, int stride, SplitMix64 random) {
    this.to = to;
    this.stride = stride;
    this.random = random;
    this.next = from + random.nextInt(stride);
  }

  @Override
  public boolean hasNext() {
    return next < to;
  }

  @Override
  public int nextInt() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int position = next;
    next += 1 + random.nextInt(2 * stride - 1);
    return position;
  }
}
