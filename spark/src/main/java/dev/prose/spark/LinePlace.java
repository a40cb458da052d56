package dev.prose.spark;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Where a line of a list goes in the order drawn from the seed: see {@link
 * dev.prose.data.LineOrder}.
 *
 * @param draw the number that it drew
 * @param line its place in the list
 */
record LinePlace(int draw, long line) implements Serializable, Comparable<LinePlace> {
  private static final Comparator<LinePlace> ORDER =
      Comparator.comparingInt(LinePlace::draw).thenComparingLong(LinePlace::line);

  /** Behind every line that draws less. */
  static LinePlace atDraw(int draw) {
    return new LinePlace(draw, 0);
  }

  @Override
  public int compareTo(LinePlace other) {
    return ORDER.compare(this, other);
  }

  boolean isBefore(LinePlace other) {
    return compareTo(other) < 0;
  }
}
