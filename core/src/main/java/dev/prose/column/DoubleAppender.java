package dev.prose.column;

import java.util.ArrayList;
import java.util.List;

/**
 * A growing list of doubles on the heap, in pieces: at most one piece of memory is in reserve, and
 * growing copies nothing. Not safe for use by several threads.
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
