package dev.prose.column;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers from 0 on, in 1, 2, 4 or 8 bytes each: in an array, or in a mapped file, where they
 * are little-endian. Those that may be too large for an int, as counts, are read with {@link
 * #getLong}.
 *
 * <p>An array is used wherever possible: until the optimizing compiler has compiled the code that
 * reads it, a memory segment is many times slower, and that is most of a run of half a second.
 */
public final class IntColumn {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

  // Long loops are cut into calls of this many numbers: what is called often is compiled sooner.
  private static final int PIECE = 1 << 12;

  private final int width; // bytes
  private final long size;
  // Exactly one of these is not null.
  private final int @Nullable [] ints;
  private final byte @Nullable [] bytes;
  private final short @Nullable [] shorts;
  private final long @Nullable [] longs;
  private final @Nullable MemorySegment mapped;

  private IntColumn(
      int width,
      long size,
      int @Nullable [] ints,
      byte @Nullable [] bytes,
      short @Nullable [] shorts,
      long @Nullable [] longs,
      @Nullable MemorySegment mapped) {
    this.width = width;
    this.size = size;
    this.ints = ints;
    this.bytes = bytes;
    this.shorts = shorts;
    this.longs = longs;
    this.mapped = mapped;
  }

  /** A column of numbers of 4 bytes. The array is not copied. */
  public static IntColumn of(int[] ints) {
    return new IntColumn(Integer.BYTES, ints.length, ints, null, null, null, null);
  }

  /** A column of unsigned numbers of 1 byte. The array is not copied. */
  static IntColumn of(byte[] bytes) {
    return new IntColumn(Byte.BYTES, bytes.length, null, bytes, null, null, null);
  }

  /** A column of unsigned numbers of 2 bytes. The array is not copied. */
  static IntColumn of(short[] shorts) {
    return new IntColumn(Short.BYTES, shorts.length, null, null, shorts, null, null);
  }

  /** A column of numbers of 8 bytes. The array is not copied. */
  public static IntColumn of(long[] longs) {
    return new IntColumn(Long.BYTES, longs.length, null, null, null, longs, null);
  }

  /**
   * A column of these numbers.
   *
   * @param width bytes per number: 1, 2, 4 or 8
   * @param values from 0 up to what the width holds
   */
  public static IntColumn of(int width, int... values) {
    return of(values).copy(width);
  }

  /** A column of so many zeros, of 4 bytes each, to be filled with {@link #plus}. */
  public static IntColumn ofSize(int size) {
    return of(new int[size]);
  }

  /**
   * The numbers in a mapped file, little-endian.
   *
   * @param width bytes per number: 1, 2, 4 or 8
   * @throws IllegalArgumentException if the width is none of these, or does not divide the number
   *     of bytes
   */
  public static IntColumn mapped(MemorySegment bytes, int width) {
    if (!isWidth(width) || bytes.byteSize() % width != 0) {
      throw new IllegalArgumentException(
          bytes.byteSize() + " bytes hold no numbers of " + width + " bytes each");
    }
    return new IntColumn(width, bytes.byteSize() / width, null, null, null, null, bytes);
  }

  /** Whether a column can have this width, in bytes per number: 1, 2, 4 or 8. */
  public static boolean isWidth(int bytes) {
    return bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
  }

  /** The smallest width, in bytes, that holds every number from 0 to {@code bound} - 1. */
  public static int width(long bound) {
    return bound <= 1 << 8 ? 1 : bound <= 1 << 16 ? 2 : bound <= 1L << 31 ? 4 : 8;
  }

  /** The same numbers in the smallest width that holds all of them. */
  public IntColumn narrowed() {
    long largest = 0;
    for (long from = 0; from < size; from += PIECE) {
      largest = Math.max(largest, largest(from, Math.min(size, from + PIECE)));
    }
    int needed = width(Math.max(largest, largest + 1));
    return needed == width ? this : copy(needed);
  }

  private long largest(long from, long to) {
    long largest = 0;
    for (long index = from; index < to; index++) {
      largest = Math.max(largest, getLong(index));
    }
    return largest;
  }

  /** The same numbers in 8 bytes each. */
  IntColumn widened() {
    return width == Long.BYTES ? this : copy(Long.BYTES);
  }

  private IntColumn copy(int newWidth) {
    if (newWidth == Long.BYTES) {
      long[] wide = new long[Math.toIntExact(size)];
      Arrays.setAll(wide, this::getLong);
      return of(wide);
    }
    IntAppender appender = new IntAppender();
    for (long from = 0; from < size; from += PIECE) {
      append(appender, from, Math.min(size, from + PIECE));
    }
    return appender.toColumn(newWidth);
  }

  private void append(IntAppender appender, long from, long to) {
    for (long index = from; index < to; index++) {
      appender.add(get(index));
    }
  }

  /** Number of numbers. */
  public long size() {
    return size;
  }

  /** Bytes per number: 1, 2, 4 or 8. */
  public int width() {
    return width;
  }

  /** Bytes of all numbers together. */
  public long byteSize() {
    return size * width;
  }

  /**
   * The number at an index.
   *
   * @throws IndexOutOfBoundsException if there is no such number
   * @throws ArithmeticException if it is 2^31 or more
   */
  public int get(long index) {
    return ints != null ? ints[(int) index] : narrow(index);
  }

  private int narrow(long index) {
    if (bytes != null) {
      return bytes[(int) index] & 0xFF;
    }
    return shorts != null ? shorts[(int) index] & 0xFFFF : rare(index);
  }

  /**
   * The number at an index, of whatever size.
   *
   * @throws IndexOutOfBoundsException if there is no such number
   */
  public long getLong(long index) {
    return ints != null ? ints[(int) index] : width == Long.BYTES ? wide(index) : narrow(index);
  }

  private long wide(long index) {
    return longs != null
        ? longs[(int) index]
        : Objects.requireNonNull(mapped).getAtIndex(LONG, index);
  }

  private int rare(long index) {
    if (width == Long.BYTES) {
      return Math.toIntExact(wide(index));
    }
    MemorySegment segment = Objects.requireNonNull(mapped);
    return switch (width) {
      case 1 -> segment.get(ValueLayout.JAVA_BYTE, index) & 0xFF;
      case 2 -> segment.getAtIndex(SHORT, index) & 0xFFFF;
      default -> segment.getAtIndex(INT, index);
    };
  }

  /** Copies {@code length} numbers, from index {@code from} on. */
  void copy(long from, int length, int[] target) {
    if (ints != null) {
      System.arraycopy(ints, (int) from, target, 0, length);
    } else if (mapped != null && width < Long.BYTES) {
      copy(mapped.asSlice(from * width, (long) length * width), length, target);
    } else {
      for (int i = 0; i < length; i++) {
        target[i] = get(from + i);
      }
    }
  }

  private void copy(MemorySegment from, int length, int[] target) {
    switch (width) {
      case 1 -> widen(from.toArray(ValueLayout.JAVA_BYTE), target);
      case 2 -> widen(from.toArray(SHORT), target);
      default -> MemorySegment.copy(from, INT, 0, target, 0, length);
    }
  }

  private static void widen(byte[] from, int[] target) {
    for (int i = 0; i < from.length; i++) {
      target[i] = from[i] & 0xFF;
    }
  }

  private static void widen(short[] from, int[] target) {
    for (int i = 0; i < from.length; i++) {
      target[i] = from[i] & 0xFFFF;
    }
  }

  /** A reader of all numbers in order. */
  public IntReader reader() {
    return new IntReader(this);
  }

  /** The smallest number; {@link Long#MAX_VALUE} if there are none. */
  public long smallest() {
    int[] piece = new int[width == Long.BYTES ? 0 : (int) Math.min(PIECE, size)];
    long smallest = Long.MAX_VALUE;
    for (long from = 0; from < size; from += PIECE) {
      int length = (int) Math.min(PIECE, size - from);
      smallest =
          Math.min(
              smallest,
              width == Long.BYTES
                  ? smallestWide(from, length)
                  : smallestNarrow(from, length, piece));
    }
    return smallest;
  }

  private long smallestWide(long from, int length) {
    long smallest = Long.MAX_VALUE;
    for (int i = 0; i < length; i++) {
      smallest = Math.min(smallest, wide(from + i));
    }
    return smallest;
  }

  private int smallestNarrow(long from, int length, int[] piece) {
    copy(from, length, piece);
    int smallest = Integer.MAX_VALUE;
    for (int i = 0; i < length; i++) {
      smallest = Math.min(smallest, piece[i]);
    }
    return smallest;
  }

  /**
   * Adds to a number. Only the maker of a column may do this, before it shares the column.
   *
   * @return this column; or where the sum does not fit it, another one that has 8 bytes per number,
   *     in place of this one
   * @throws ArithmeticException if the sum overflows 64 bits
   * @throws IllegalStateException if the numbers are not in an array of 4 or 8 bytes each
   */
  public IntColumn plus(int index, long addend) {
    if (longs != null) {
      longs[index] = Math.addExact(longs[index], addend);
      return this;
    }
    if (ints == null) {
      throw new IllegalStateException("a column of " + width + " bytes a number does not change");
    }
    long sum = Math.addExact(ints[index], addend);
    if ((int) sum == sum) {
      ints[index] = (int) sum;
      return this;
    }
    return copy(Long.BYTES).plus(index, addend);
  }

  /**
   * Searches for a value where the numbers ascend, by bisection.
   *
   * @param from inclusive
   * @param to exclusive
   * @return the value's index, or -1 if it is not there
   */
  public int find(int value, int from, int to) {
    return bytes != null ? find(bytes, value, from, to) : findAnywhere(value, from, to);
  }

  // By far the most frequent case, the characters of most languages: half the time of the other.
  private static int find(byte[] bytes, int value, int from, int to) {
    int low = from;
    int high = to - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int there = bytes[middle] & 0xFF;
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

  private int findAnywhere(int value, int from, int to) {
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

  /**
   * The numbers from {@code from} (inclusive) to {@code to} (exclusive), as little-endian bytes.
   */
  public ByteBuffer bytes(long from, long to) {
    int length = Math.toIntExact((to - from) * width);
    if (mapped != null) {
      return mapped.asSlice(from * width, length).asByteBuffer();
    }
    if (bytes != null) {
      return ByteBuffer.wrap(Arrays.copyOfRange(bytes, (int) from, (int) to));
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    if (ints != null) {
      buffer.asIntBuffer().put(ints, (int) from, (int) (to - from));
    } else if (longs != null) {
      buffer.asLongBuffer().put(longs, (int) from, (int) (to - from));
    } else if (shorts != null) {
      buffer.asShortBuffer().put(shorts, (int) from, (int) (to - from));
    }
    return buffer;
  }
}
