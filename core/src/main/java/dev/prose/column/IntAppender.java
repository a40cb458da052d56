package dev.prose.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A growing list of ints on the heap, in pieces: at most one piece of memory is in reserve, and
 * growing copies only the first piece, which begins small. Not safe for use by several threads.
 */
public final class IntAppender {
  private static final int SHIFT = 14;
  private static final int PIECE = 1 << SHIFT;
  private static final int FIRST = 1 << 6;

  /** The most numbers that there may be. */
  public static final int MOST = Integer.MAX_VALUE - PIECE;

  private final List<int[]> pieces = new ArrayList<>();
  private int[] last = new int[0]; // the piece that is being filled
  private int filled; // numbers in the last piece
  private int size;

  public int size() {
    return size;
  }

  /**
   * Appends a number.
   *
   * @throws IllegalStateException if there are already {@link #MOST} numbers
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

  /** The number at an index. */
  public int get(int index) {
    return pieces.get(index >> SHIFT)[index & (PIECE - 1)];
  }

  /** Sets the last number. */
  void setLast(int value) {
    last[filled - 1] = value;
  }

  /**
   * Moves the numbers to a column, which leaves this list empty.
   *
   * @param width bytes per number: 1, 2 or 4, unsigned; higher bits are dropped
   * @throws IllegalArgumentException if the width is none of these
   */
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

  /** A piece, which is released here, so that memory never holds two copies of everything. */
  private int[] takePiece(int from) {
    return pieces.set(from >> SHIFT, new int[0]);
  }
}
