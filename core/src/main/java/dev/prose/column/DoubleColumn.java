package dev.prose.column;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Doubles, or numbers from 0 on in 5 bytes each ({@link NarrowDouble}): in an array, or in a mapped
 * file, where they are little-endian. {@link IntColumn} says why there are both.
 */
public final class DoubleColumn {
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE.withOrder(ByteOrder.LITTLE_ENDIAN);
  // A narrow number is read as one of these and a byte, so as not to read past the column's end.
  private static final ValueLayout.OfInt LOW =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LOW_IN_ARRAY =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int PIECE = 1 << 12; // numbers

  private final int width; // bytes
  private final long size;
  // Exactly one of these is not null.
  private final double @Nullable [] values;
  private final byte @Nullable [] narrow;
  private final @Nullable MemorySegment mapped;

  private DoubleColumn(
      int width,
      long size,
      double @Nullable [] values,
      byte @Nullable [] narrow,
      @Nullable MemorySegment mapped) {
    this.width = width;
    this.size = size;
    this.values = values;
    this.narrow = narrow;
    this.mapped = mapped;
  }

  /** A column of so many zeros, to be filled with {@link #set}. */
  public static DoubleColumn ofSize(int size) {
    return new DoubleColumn(Double.BYTES, size, new double[size], null, null);
  }

  /**
   * The numbers in a mapped file, little-endian.
   *
   * @param width bytes per number: 5 or 8
   * @throws IllegalArgumentException if the width is neither, or does not divide the number of
   *     bytes
   */
  public static DoubleColumn mapped(MemorySegment bytes, int width) {
    if (!isWidth(width) || bytes.byteSize() % width != 0) {
      throw new IllegalArgumentException(
          bytes.byteSize() + " bytes hold no numbers of " + width + " bytes each");
    }
    return new DoubleColumn(width, bytes.byteSize() / width, null, null, bytes);
  }

  /** Whether a column can have this width, in bytes per number: 5 or 8. */
  public static boolean isWidth(int bytes) {
    return bytes == NarrowDouble.BYTES || bytes == Double.BYTES;
  }

  /**
   * The same numbers in 5 bytes each, rounded to one part in 2^33; numbers between 0 and 2^-200
   * become about 2^-200. If a number is negative or 2^56 or more, or there are too many for an
   * array, the result is this column.
   */
  public DoubleColumn narrowed() {
    if (width == NarrowDouble.BYTES || size > Integer.MAX_VALUE / NarrowDouble.BYTES) {
      return this;
    }
    byte[] bytes = new byte[(int) size * NarrowDouble.BYTES];
    double[] piece = new double[(int) Math.min(PIECE, size)];
    for (long from = 0; from < size; from += PIECE) {
      int length = (int) Math.min(PIECE, size - from);
      copy(from, length, piece);
      if (!encode(piece, length, bytes, (int) from)) {
        return this;
      }
    }
    return new DoubleColumn(NarrowDouble.BYTES, size, null, bytes, null);
  }

  /** Encodes a piece, and returns whether all numbers could be encoded. */
  private static boolean encode(double[] piece, int length, byte[] bytes, int from) {
    for (int i = 0; i < length; i++) {
      if (!NarrowDouble.canKeep(piece[i])) {
        return false;
      }
      long code = NarrowDouble.code(piece[i]);
      int place = (from + i) * NarrowDouble.BYTES;
      LOW_IN_ARRAY.set(bytes, place, (int) code);
      bytes[place + Integer.BYTES] = (byte) (code >>> Integer.SIZE);
    }
    return true;
  }

  /** Number of numbers. */
  public long size() {
    return size;
  }

  /** Bytes per number: 5 or 8. */
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
   */
  public double get(long index) {
    return values != null ? values[(int) index] : rare(index);
  }

  private double rare(long index) {
    if (narrow != null) {
      return decode(narrow, (int) index * NarrowDouble.BYTES);
    }
    MemorySegment segment = Objects.requireNonNull(mapped);
    if (width == Double.BYTES) {
      return segment.getAtIndex(DOUBLE, index);
    }
    long place = index * NarrowDouble.BYTES;
    return decode(
        segment.get(LOW, place), segment.get(ValueLayout.JAVA_BYTE, place + Integer.BYTES));
  }

  private static double decode(byte[] bytes, int place) {
    return decode((int) LOW_IN_ARRAY.get(bytes, place), bytes[place + Integer.BYTES]);
  }

  private static double decode(int low, byte high) {
    return NarrowDouble.value(((high & 0xFFL) << Integer.SIZE) | Integer.toUnsignedLong(low));
  }

  /**
   * The index of the first number that is not from {@code least} to {@code most}, both inclusive;
   * -1 if all are.
   */
  public long firstOutside(double least, double most) {
    double[] piece = new double[(int) Math.min(PIECE, size)];
    for (long from = 0; from < size; from += PIECE) {
      int length = (int) Math.min(PIECE, size - from);
      copy(from, length, piece);
      int outside = firstOutside(piece, length, least, most);
      if (outside >= 0) {
        return from + outside;
      }
    }
    return -1;
  }

  // A copy, so that a mapped file is read as fast as an array.
  private void copy(long from, int length, double[] target) {
    if (values != null) {
      System.arraycopy(values, (int) from, target, 0, length);
    } else if (narrow != null) {
      copy(narrow, (int) from * NarrowDouble.BYTES, length, target);
    } else {
      copy(
          Objects.requireNonNull(mapped).asSlice(from * width, (long) length * width),
          length,
          target);
    }
  }

  private void copy(MemorySegment from, int length, double[] target) {
    if (width == Double.BYTES) {
      MemorySegment.copy(from, DOUBLE, 0, target, 0, length);
    } else {
      copy(from.toArray(ValueLayout.JAVA_BYTE), 0, length, target);
    }
  }

  private static void copy(byte[] from, int place, int length, double[] target) {
    for (int i = 0; i < length; i++) {
      target[i] = decode(from, place + i * NarrowDouble.BYTES);
    }
  }

  private static int firstOutside(double[] piece, int length, double least, double most) {
    for (int i = 0; i < length; i++) {
      if (!(piece[i] >= least && piece[i] <= most)) { // also NaN
        return i;
      }
    }
    return -1;
  }

  /**
   * Sets a number. Only the maker of a column may do this, before it shares the column.
   *
   * @throws IllegalStateException if the column was not made by {@link #ofSize}
   */
  public void set(int index, double value) {
    if (values == null) {
      throw new IllegalStateException("a mapped or narrow column does not change");
    }
    values[index] = value;
  }

  /**
   * The numbers from {@code from} (inclusive) to {@code to} (exclusive), as little-endian bytes.
   */
  public ByteBuffer bytes(long from, long to) {
    int length = Math.toIntExact((to - from) * width);
    if (mapped != null) {
      return mapped.asSlice(from * width, length).asByteBuffer();
    }
    if (narrow != null) {
      return ByteBuffer.wrap(narrow, (int) from * width, length);
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asDoubleBuffer().put(Objects.requireNonNull(values), (int) from, (int) (to - from));
    return buffer;
  }
}
