package dev.prose.column;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Whole numbers as they come, on the heap in pieces: no room is held in reserve for more than one
 * piece, and none is copied when it grows. Not safe for use by several threads.
 */
public final class IntAppender {
  private static final int SHIFT = 14;
  private static final int PIECE = 1 << SHIFT;
  private static final int MOST = Integer.MAX_VALUE - 8;

  private final List<int[]> pieces = new ArrayList<>();
  private int[] last = new int[0]; // the piece that is being filled
  private int size;

  public int size() {
    return size;
  }

  /**
   * Appends a number.
   *
   * @throws IllegalStateException if there are {@link Integer#MAX_VALUE} - 8 already
   */
  public void add(int value) {
    int place = size & (PIECE - 1);
    if (place == 0) {
      if (size >= MOST) {
        throw new IllegalStateException("more than " + MOST + " numbers in one column");
      }
      last = new int[PIECE];
      pieces.add(last);
    }
    last[place] = value;
    size++;
  }

  /** Adds to the number that was appended last. */
  public void addToLast(int addend) {
    int place = (size - 1) & (PIECE - 1);
    last[place] = Math.addExact(last[place], addend);
  }

  /**
   * Adds to a number.
   *
   * @throws ArithmeticException if the sum is no {@code int}
   */
  public void addTo(int index, int addend) {
    int[] piece = pieces.get(index >> SHIFT);
    piece[index & (PIECE - 1)] = Math.addExact(piece[index & (PIECE - 1)], addend);
  }

  public int get(int index) {
    return pieces.get(index >> SHIFT)[index & (PIECE - 1)];
  }

  /** Moves the numbers out of the heap; none are left here. */
  public IntColumn toColumn(int width) {
    MemorySegment bytes = IntColumn.allocate(size, width);
    for (int p = 0; p < pieces.size(); p++) {
      int[] piece = pieces.set(p, new int[0]);
      long from = (long) p << SHIFT;
      int count = (int) Math.min(PIECE, size - from);
      if (width == 4) {
        MemorySegment.copy(piece, 0, bytes, IntColumn.INT, from * width, count);
      } else {
        for (int i = 0; i < count; i++) {
          if (width == 1) {
            bytes.set(ValueLayout.JAVA_BYTE, from + i, (byte) piece[i]);
          } else {
            bytes.setAtIndex(IntColumn.SHORT, from + i, (short) piece[i]);
          }
        }
      }
    }
    pieces.clear();
    size = 0;
    return new IntColumn(bytes, width);
  }
}
