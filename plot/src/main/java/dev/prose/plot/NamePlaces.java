package dev.prose.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Places the names of points so that they do not hide each other: above or below their points, as
 * near as possible.
 */
final class NamePlaces {
  // Sizes as shares of the picture, for the fonts used.
  private static final double CHARACTER = 0.0056;
  private static final double LINE = 0.022;
  private static final double MARKER = 0.012;

  private static final int MOST_LINES = 20; // distance from a point

  private final double left;
  private final double width;
  private final double bottom;
  private final double height;
  private final List<Box> taken = new ArrayList<>();

  /** An occupied rectangle, in shares of the picture: its centre, and half its size. */
  private record Box(double x, double y, double halfWidth, double halfHeight) {
    boolean touches(Box other) {
      return Math.abs(x - other.x) < halfWidth + other.halfWidth
          && Math.abs(y - other.y) < halfHeight + other.halfHeight;
    }
  }

  /** Places names in a picture that shows this part of the plane. */
  NamePlaces(double left, double right, double bottom, double top) {
    this.left = left;
    this.width = right - left;
    this.bottom = bottom;
    this.height = top - bottom;
  }

  /** Keeps names away from a point's marker. */
  void avoid(double x, double y) {
    taken.add(new Box((x - left) / width, (y - bottom) / height, MARKER / 2, MARKER / 2));
  }

  /**
   * Finds a place for a point's name.
   *
   * @param characters the name's length
   * @return the y value of the name's centre, straight above or below the point
   */
  double place(int characters, double x, double y) {
    double share = (y - bottom) / height;
    for (int turn = 0; turn < 2 * MOST_LINES; turn++) {
      int lines = 1 + turn / 2;
      double away = (turn % 2 == 0 ? lines : -lines) * LINE;
      Box box = new Box((x - left) / width, share + away, CHARACTER * characters / 2, LINE / 2);
      if (taken.stream().noneMatch(box::touches)) {
        taken.add(box);
        return y + away * height;
      }
    }
    return y + LINE * height; // too many: some hide others
  }
}
