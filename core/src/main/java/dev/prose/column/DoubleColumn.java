package dev.prose.column;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in double precision: in an array, or in a mapped file, where they are little-endian. See
 * {@link IntColumn} for why.
 */
public final class DoubleColumn {
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int PIECE = 1 << 12; // numbers

  private final long size;
  // One of these is there.
  private final double @Nullable [] values;
  private final @Nullable MemorySegment mapped;

  private DoubleColumn(long size, double @Nullable [] values, @Nullable MemorySegment mapped) {
    this.size = size;
    this.values = values;
    this.mapped = mapped;
  }

  /** So many numbers, all 0, for {@link #set}. */
  public static DoubleColumn ofSize(int size) {
    return new DoubleColumn(size, new double[size], null);
  }

  /**
   * The numbers in a mapped file, little-endian.
   *
   * @throws IllegalArgumentException if its part is not a whole number of doubles
   */
  public static DoubleColumn mapped(MemorySegment bytes) {
    if (bytes.byteSize() % Double.BYTES != 0) {
      throw new IllegalArgumentException(bytes.byteSize() + " bytes hold no numbers of 8 bytes");
    }
    return new DoubleColumn(bytes.byteSize() / Double.BYTES, null, bytes);
  }

  /** How many numbers there are. */
  public long size() {
    return size;
  }

  /** How many bytes they take together. */
  public long byteSize() {
    return size * Double.BYTES;
  }

  /**
   * A number.
   *
   * @throws IndexOutOfBoundsException if there is no such number
   */
  public double get(long index) {
    return values != null
        ? values[(int) index]
        : Objects.requireNonNull(mapped).getAtIndex(DOUBLE, index);
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

  // From a file as quickly as from an array.
  private void copy(long from, int length, double[] target) {
    if (values != null) {
      System.arraycopy(values, (int) from, target, 0, length);
    } else {
      MemorySegment segment = Objects.requireNonNull(mapped);
      MemorySegment.copy(segment, DOUBLE, from * Double.BYTES, target, 0, length);
    }
  }

  private static int firstOutside(double[] piece, int length, double least, double most) {
    for (int i = 0; i < length; i++) {
      if (!(piece[i] >= least && piece[i] <= most)) { // NaN neither
        return i;
      }
    }
    return -1;
  }

  /**
   * Writes a number, while whoever made the column has not yet given it to others.
   *
   * @throws IllegalStateException if it is not of {@link #ofSize}
   */
  public void set(int index, double value) {
    if (values == null) {
      throw new IllegalStateException("a mapped column does not change");
    }
    values[index] = value;
  }

  /** The numbers from {@code from} (inclusive) to {@code to} as bytes, little-endian. */
  public ByteBuffer bytes(long from, long to) {
    int length = Math.toIntExact((to - from) * Double.BYTES);
    if (mapped != null) {
      return mapped.asSlice(from * Double.BYTES, length).asByteBuffer();
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asDoubleBuffer().put(Objects.requireNonNull(values), (int) from, (int) (to - from));
    return buffer;
  }
}
