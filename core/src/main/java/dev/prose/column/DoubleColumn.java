package dev.prose.column;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Numbers in double precision, outside the Java heap, little-endian.
 *
 * @param bytes the numbers
 */
public record DoubleColumn(MemorySegment bytes) {
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE.withOrder(ByteOrder.LITTLE_ENDIAN);

  /**
   * @throws IllegalArgumentException if it is not a whole number of doubles
   */
  public DoubleColumn {
    if (bytes.byteSize() % Double.BYTES != 0) {
      throw new IllegalArgumentException(bytes.byteSize() + " bytes hold no numbers of 8 bytes");
    }
  }

  /** So many numbers, all 0, for {@link #set}. */
  public static DoubleColumn ofSize(long size) {
    long length = size * Double.BYTES;
    return new DoubleColumn(
        Arena.ofAuto().allocate(Math.max(length, 1), Double.BYTES).asSlice(0, length));
  }

  /** How many numbers there are. */
  public long size() {
    return bytes.byteSize() / Double.BYTES;
  }

  /**
   * A number.
   *
   * @throws IndexOutOfBoundsException if there is no such number
   */
  public double get(long index) {
    return bytes.getAtIndex(DOUBLE, index);
  }

  /**
   * Writes a number, while whoever made the column has not yet given it to others.
   *
   * @throws IndexOutOfBoundsException if there is no such number
   */
  public void set(long index, double value) {
    bytes.setAtIndex(DOUBLE, index, value);
  }
}
