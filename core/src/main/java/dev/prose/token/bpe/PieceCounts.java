package dev.prose.token.bpe;

import dev.prose.text.InvalidDataException;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The distinct pieces of a text, each a string of bytes, and how often each occurs. They are in the
 * order of their bytes, unsigned: equal texts give equal counts, however they were counted.
 * Immutable.
 */
public final class PieceCounts implements Serializable {
  /** Those of the empty text. */
  public static final PieceCounts NONE = new PieceCounts(new byte[0], new int[1], new long[0]);

  private final byte[] bytes; // of all pieces, one after another
  private final int[] ends; // [piece + 1] in bytes; [0] is 0
  private final long[] counts; // [piece]
  private final long textLength; // bytes

  /** The arrays are not copied. */
  PieceCounts(byte[] bytes, int[] ends, long[] counts) {
    this.bytes = bytes;
    this.ends = ends;
    this.counts = counts;
    this.textLength = textLength(ends, counts);
  }

  /** Exact, so that no sum of counts of pairs, which is never above it, can overflow. */
  private static long textLength(int[] ends, long[] counts) {
    try {
      long sum = 0;
      for (int piece = 0; piece < counts.length; piece++) {
        long length = (long) ends[piece + 1] - ends[piece];
        sum = Math.addExact(sum, Math.multiplyExact(length, counts[piece]));
      }
      return sum;
    } catch (ArithmeticException overflow) {
      throw new InvalidDataException("the pieces have 2^63 bytes or more in all", overflow);
    }
  }

  /** How many distinct pieces there are. */
  public int size() {
    return counts.length;
  }

  /**
   * How often a piece occurs: at least once.
   *
   * @throws IndexOutOfBoundsException if {@code piece} is not in [0, {@link #size()})
   */
  public long count(int piece) {
    return counts[piece];
  }

  /**
   * A new array with a piece's bytes.
   *
   * @throws IndexOutOfBoundsException if {@code piece} is not in [0, {@link #size()})
   */
  public byte[] bytes(int piece) {
    return Arrays.copyOfRange(bytes, ends[piece], ends[piece + 1]);
  }

  /** The text's length in bytes: that of every piece, as often as it occurs. */
  public long textLength() {
    return textLength;
  }

  /**
   * The counts of two texts together.
   *
   * @throws InvalidDataException if the distinct pieces have more bytes than an array can
   */
  public PieceCounts plus(PieceCounts other) {
    if (other.size() == 0) {
      return this;
    }
    return size() == 0 ? other : new PieceUnion(this, other).counts();
  }

  /** The bytes of all pieces, one after another: not to be changed. */
  byte[] allBytes() {
    return bytes;
  }

  int start(int piece) {
    return ends[piece];
  }

  int end(int piece) {
    return ends[piece + 1];
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof PieceCounts other
        && Arrays.equals(bytes, other.bytes)
        && Arrays.equals(ends, other.ends)
        && Arrays.equals(counts, other.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bytes) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "%,d distinct pieces of a text of %,d bytes".formatted(size(), textLength);
  }
}
