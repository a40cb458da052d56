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
   * Moves the numbers to a column of 4 bytes each, or 8 if one needs them; this list is empty then.
   */
  public IntColumn toColumn() {
    return toColumn(large.isEmpty() ? Integer.BYTES : Long.BYTES);
  }

  /**
   * Moves the numbers to a column, which leaves this list empty.
   *
   * @param width bytes per number: 1, 2, 4 or 8, unsigned; higher bits are dropped
   * @throws IllegalArgumentException if the width is none of these
   */
  public IntColumn toColumn(int width) {
    if (width != Long.BYTES) {
      large.clear();
      return ints.toColumn(width);
    }
    long[] longs = new long[size()];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = ints.get(i);
    }
    large.forEach((index, value) -> longs[index] = value);
    large.clear();
    ints.toColumn(Integer.BYTES);
    return IntColumn.of(longs);
  }
}
