package dev.prose.compress;

import java.util.Arrays;

/**
 * Turns symbols into bytes, as few as their probabilities allow: a sequence is a number from 0 to
 * 1, from a range that each symbol narrows to its share.
 *
 * <p>The range is kept at 2^56 or more by putting out its first byte whenever that is known; a sum
 * that overflows is carried into the bytes before. A symbol's bounds are the first 64 bits of an
 * exact product of 128, so that nothing is lost but by rounding them to whole numbers: a share of
 * 2^-48 is met to within 2^-8 of itself, and larger ones accordingly better.
 *
 * <p>Sources: Moffat, Neal and Witten, "Arithmetic coding revisited", TOIS 1998; Martin, "Range
 * encoding: an algorithm for removing redundancy from a digitised message", 1979, for bytes instead
 * of bits.
 */
final class ArithmeticEncoder implements SymbolCoder {
  /** The range is never smaller, nor is it when a message has ended. */
  static final int LEAST_RANGE_BITS = 56;

  private byte[] bytes = new byte[1 << 10];
  private int size;
  private long low; // unsigned: the first 64 bits of the number that are not put out yet
  private long range = -1; // unsigned, 2^64 - 1

  @Override
  public int code(long[] cumulative, int symbol) {
    long begin = bound(range, cumulative[symbol]);
    long end = bound(range, cumulative[symbol + 1]);
    add(begin);
    range = end - begin;
    while (range >>> LEAST_RANGE_BITS == 0) {
      put((byte) (low >>> LEAST_RANGE_BITS));
      low <<= Byte.SIZE;
      range <<= Byte.SIZE;
    }
    return symbol;
  }

  /**
   * How much of a range lies below a symbol's share.
   *
   * @param range unsigned
   * @param cumulative from 0 to {@link #TOTAL}
   */
  static long bound(long range, long cumulative) {
    return cumulative == TOTAL
        ? range
        : Math.unsignedMultiplyHigh(range, cumulative << (Long.SIZE - BITS));
  }

  private void add(long addend) {
    low += addend;
    if (Long.compareUnsigned(low, addend) < 0) {
      carry();
    }
  }

  // Never past the first byte, because the number stays below 1.
  private void carry() {
    int last = size - 1;
    while (++bytes[last] == 0) {
      last--;
    }
  }

  private void put(byte next) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, 2L * size));
    }
    bytes[size++] = next;
  }

  /** Number of bytes that are put out. */
  int size() {
    return size;
  }

  /**
   * Ends the message. One more byte is enough to tell a number within the range; none, if that byte
   * would be 0, because behind the end a decoder reads zeros.
   */
  byte[] finish() {
    add((1L << LEAST_RANGE_BITS) - 1);
    byte last = (byte) (low >>> LEAST_RANGE_BITS);
    if (last != 0) {
      put(last);
    }
    return Arrays.copyOf(bytes, size);
  }
}
