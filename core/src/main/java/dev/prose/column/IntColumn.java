package dev.prose.column;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Whole numbers from 0 on, outside the Java heap, in 1, 2 or 4 bytes each, little-endian.
 *
 * @param bytes the numbers
 * @param width bytes a number
 */
public record IntColumn(MemorySegment bytes, int width) {
  static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);

  /**
   * @throws IllegalArgumentException if the width is none of 1, 2 and 4, or does not divide the
   *     number of bytes
   */
  public IntColumn {
    if (width != 1 && width != 2 && width != 4) {
      throw new IllegalArgumentException("a number takes 1, 2 or 4 bytes, not " + width);
    }
    if (bytes.byteSize() % width != 0) {
      throw new IllegalArgumentException(
          bytes.byteSize() + " bytes hold no numbers of " + width + " bytes each");
    }
  }

  /** The fewest bytes that hold each number below {@code bound}. */
  public static int width(long bound) {
    return bound <= 1 << 8 ? 1 : bound <= 1 << 16 ? 2 : 4;
  }

  /** A column of these numbers. */
  public static IntColumn of(int width, int... values) {
    IntAppender appender = new IntAppender();
    for (int value : values) {
      appender.add(value);
    }
    return appender.toColumn(width);
  }

  /** So many numbers of 4 bytes, all 0, for {@link #add}. */
  public static IntColumn ofSize(long size) {
    return new IntColumn(allocate(size, Integer.BYTES), Integer.BYTES);
  }

  // Until the garbage collector takes it.
  static MemorySegment allocate(long count, int width) {
    return Arena.ofAuto().allocate(Math.max(count * width, 1), Long.BYTES).asSlice(0, count * width);
  }

  /** How many numbers there are. */
  public long size() {
    return bytes.byteSize() / width;
  }

  /**
   * A number.
   *
   * @throws IndexOutOfBoundsException if there is no such number
   */
  public int get(long index) {
    return switch (width) {
      case 1 -> bytes.get(ValueLayout.JAVA_BYTE, index) & 0xFF;
      case 2 -> bytes.getAtIndex(SHORT, index) & 0xFFFF;
      default -> bytes.getAtIndex(INT, index);
    };
  }

  /**
   * Adds to a number of 4 bytes, while whoever made the column has not yet given it to others.
   *
   * @throws ArithmeticException if the sum is no {@code int}
   */
  public void add(long index, int addend) {
    bytes.setAtIndex(INT, index, Math.addExact(bytes.getAtIndex(INT, index), addend));
  }

  /**
   * Searches an ascending stretch.
   *
   * @param from inclusive
   * @param to exclusive
   * @return the value's index, or -1 if it is not there
   */
  public int find(int value, int from, int to) {
    int low = from;
    int high = to - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int there = get(middle);
      if (there < value) {
        low = middle + 1;
      } else if (there > value) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1;
  }
}
