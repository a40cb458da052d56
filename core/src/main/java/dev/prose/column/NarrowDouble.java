package dev.prose.column;

/**
 * Numbers from 0 on in 5 bytes: 8 bits of exponent and 32 of significand, so that a number is kept
 * to one part in 2^33, 1.2e-10, from 2^-200 to 2^56. A smaller one than the least becomes the
 * least, so that what was possible stays so; 0 stays 0.
 */
final class NarrowDouble {
  static final int BYTES = 5;

  private static final int DROPPED = 20; // bits of it
  private static final long LEAST = Double.doubleToLongBits(0x1p-200) >>> DROPPED;
  private static final long CODES = 1L << (Byte.SIZE * BYTES);

  private NarrowDouble() {}

  /** Whether a number can be kept. */
  static boolean canKeep(double value) {
    return value >= 0 && code(value) < CODES; // NaN not
  }

  /** The code of a number that can be kept: a larger one has a larger code. */
  static long code(double value) {
    long half = 1L << (DROPPED - 1);
    long rounded = (Double.doubleToLongBits(value) + half) >>> DROPPED; // carries into the exponent
    return value == 0 ? 0 : Math.max(1, rounded - LEAST);
  }

  /** The number of a code. */
  static double value(long code) {
    return code == 0 ? 0 : Double.longBitsToDouble((code + LEAST) << DROPPED);
  }
}
