package dev.prose.column;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers in double precision as they come, on the heap in pieces: no room is held in reserve for
 * more than one piece, and none is copied when it grows. Not safe for use by several threads.
 */
public final class DoubleAppender {
  private static final int SHIFT = 13;
  private static final int PIECE = 1 << SHIFT;

  private final List<double[]> pieces = new ArrayList<>();
  private int size;

  public int size() {
    return size;
  }

  /** Appends a number. */
  public void add(double value) {
    if ((size & (PIECE - 1)) == 0) {
      pieces.add(new double[PIECE]);
    }
    size++;
    set(size - 1, value);
  }

  public double get(int index) {
    return pieces.get(index >> SHIFT)[index & (PIECE - 1)];
  }

  public void set(int index, double value) {
    pieces.get(index >> SHIFT)[index & (PIECE - 1)] = value;
  }
}
