package dev.prose.column;

/**
 * Numbers from 0 on in 5 bytes: 8 bits of exponent and 32 of significand, so that a number from
 * 2^-200 to 2^56 is rounded to one part in 2^33, 1.2e-10. A smaller number becomes the smallest
 * code above 0, so that what was possible stays possible; 0 stays 0.
 */
final class NarrowDouble {
  static final int BYTES = 5;

  private static final int DROPPED = 20; // lowest bits of the double
  private static final long LEAST = Double.doubleToLongBits(0x1p-200) >>> DROPPED;
  private static final long CODES = 1L << (Byte.SIZE * BYTES);

  private NarrowDouble() {}

  /** Whether a number has a code. */
  static boolean canKeep(double value) {
    return value >= 0 && code(value) < CODES; // false for NaN
  }

  /** The code of a number; larger numbers have larger codes, or the same. */
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
