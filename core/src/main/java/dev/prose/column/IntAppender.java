package dev.prose.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whole numbers as they come, on the heap in pieces: no room is held in reserve for more than one
 * piece, and none but the first, which begins small, is copied when it grows. Not safe for use by
 * several threads.
 */
public final class IntAppender {
  private static final int SHIFT = 14;
  private static final int PIECE = 1 << SHIFT;
  private static final int FIRST = 1 << 6;
  private static final int MOST = Integer.MAX_VALUE - PIECE;

  private final List<int[]> pieces = new ArrayList<>();
  private int[] last = new int[0]; // the piece that is being filled
  private int filled; // numbers in it
  private int size;

  public int size() {
    return size;
  }

  /**
   * Appends a number.
   *
   * @throws IllegalStateException if there are about {@link Integer#MAX_VALUE} already
   */
  public void add(int value) {
    if (filled == last.length) {
      grow();
    }
    last[filled++] = value;
    size++;
  }

  private void grow() {
    if (size >= MOST) {
      throw new IllegalStateException("more than " + MOST + " numbers in one column");
    }
    if (size > 0 && size < PIECE) {
      last = Arrays.copyOf(last, 2 * size);
      pieces.set(0, last);
    } else {
      last = new int[size == 0 ? FIRST : PIECE];
      pieces.add(last);
      filled = 0;
    }
  }

  /** Adds to the number that was appended last. */
  public void addToLast(int addend) {
    last[filled - 1] = Math.addExact(last[filled - 1], addend);
  }

  /** A number that was appended. */
  public int get(int index) {
    return pieces.get(index >> SHIFT)[index & (PIECE - 1)];
  }

  /** Moves the numbers to a column; none are left here. */
  public IntColumn toColumn(int width) {
    IntColumn column =
        switch (width) {
          case 1 -> IntColumn.of(toBytes());
          case 2 -> IntColumn.of(toShorts());
          case 4 -> IntColumn.of(toInts());
          default ->
              throw new IllegalArgumentException("a number takes 1, 2 or 4 bytes, not " + width);
        };
    pieces.clear();
    last = new int[0];
    filled = 0;
    size = 0;
    return column;
  }

  private int[] toInts() {
    int[] ints = new int[size];
    for (int from = 0; from < size; from += PIECE) {
      System.arraycopy(takePiece(from), 0, ints, from, Math.min(PIECE, size - from));
    }
    return ints;
  }

  private byte[] toBytes() {
    byte[] bytes = new byte[size];
    for (int from = 0; from < size; from += PIECE) {
      copy(takePiece(from), bytes, from, Math.min(PIECE, size - from));
    }
    return bytes;
  }

  private static void copy(int[] piece, byte[] bytes, int from, int length) {
    for (int i = 0; i < length; i++) {
      bytes[from + i] = (byte) piece[i];
    }
  }

  private short[] toShorts() {
    short[] shorts = new short[size];
    for (int from = 0; from < size; from += PIECE) {
      copy(takePiece(from), shorts, from, Math.min(PIECE, size - from));
    }
    return shorts;
  }

  private static void copy(int[] piece, short[] shorts, int from, int length) {
    for (int i = 0; i < length; i++) {
      shorts[from + i] = (short) piece[i];
    }
  }

  /** Each is let go as soon as it was copied, so that there are never two copies of all. */
  private int[] takePiece(int from) {
    return pieces.set(from >> SHIFT, new int[0]);
  }
}
