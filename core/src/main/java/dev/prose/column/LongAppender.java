package dev.prose.column;

import java.util.HashMap;
import java.util.Map;

/**
 * A growing list of numbers from 0 on, nearly all of which fit an int, as counts do: it takes 4
 * bytes each, and more only for those that do not. Not safe for use by several threads.
 */
public final class LongAppender {
  private static final int LARGE = -1; // stands for a number in the map

  private final IntAppender ints = new IntAppender();
  private final Map<Integer, Long> large = new HashMap<>(); // by index
  private long last;

  public int size() {
    return ints.size();
  }

  /**
   * Appends a number.
   *
   * @param value from 0 on
   * @throws IllegalStateException if there are already {@link IntAppender#MOST} numbers
   */
  public void add(long value) {
    ints.add(fits(value) ? (int) value : LARGE);
    last = value;
    if (!fits(value)) {
      large.put(size() - 1, value);
    }
  }

  /**
   * Increases the last number.
   *
   * @throws ArithmeticException if the sum overflows 64 bits
   */
  public void addToLast(long addend) {
    last = Math.addExact(last, addend);
    if (fits(last)) {
      ints.setLast((int) last);
    } else {
      ints.setLast(LARGE);
      large.put(size() - 1, last);
    }
  }

  private static boolean fits(long value) {
    return value <= Integer.MAX_VALUE;
  }

  /**
   * Moves the numbers to a column of 4 bytes each, or 8 if one needs them, which leaves this list
   * empty.
   */
  public IntColumn toColumn() {
    if (large.isEmpty()) {
      return ints.toColumn(Integer.BYTES);
    }
    long[] longs = new long[size()];
    IntColumn narrow = ints.toColumn(Integer.BYTES);
    for (int i = 0; i < longs.length; i++) {
      longs[i] = narrow.get(i);
    }
    large.forEach((index, value) -> longs[index] = value);
    large.clear();
    return IntColumn.of(longs);
  }

  /**
   * Moves the numbers to a column of a width that holds all of them, which leaves this list empty.
   *
   * @param width bytes per number: 1, 2, 4 or 8, unsigned
   * @throws IllegalArgumentException if the width is none of these, or less than a number needs
   */
  public IntColumn toColumn(int width) {
    if (width == Long.BYTES) {
      return toColumn().widened();
    }
    if (!large.isEmpty()) {
      throw new IllegalArgumentException("a number does not fit " + width + " bytes");
    }
    return ints.toColumn(width);
  }
}
