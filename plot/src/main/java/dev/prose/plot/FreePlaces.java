package dev.prose.plot;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Finds for each label the nearest place to its point where it hides no other. */
final class FreePlaces {
  private static final double STEP = 3; // pixels between the rings on which is looked
  private static final int RINGS = 30;
  private static final int DIRECTIONS = 24;

  private final Rectangle2D bounds;
  private final List<Rectangle2D> taken = new ArrayList<>();

  /**
   * @param bounds in which all of a label must lie
   */
  FreePlaces(Rectangle2D bounds) {
    this.bounds = bounds;
  }

  /**
   * Takes a place.
   *
   * @param point where the label's centre would be at best
   * @return where it is; at the point, if there is no free place near
   */
  Point2D place(Point2D point, double width, double height) {
    for (int ring = 0; ring <= RINGS; ring++) {
      for (int direction = 0; direction < (ring == 0 ? 1 : DIRECTIONS); direction++) {
        double angle = 2 * Math.PI * direction / DIRECTIONS;
        double x = point.getX() + ring * STEP * Math.cos(angle);
        double y = point.getY() + ring * STEP * Math.sin(angle);
        Rectangle2D box = new Rectangle2D.Double(x - width / 2, y - height / 2, width, height);
        if (bounds.contains(box) && taken.stream().noneMatch(box::intersects)) {
          taken.add(box);
          return new Point2D.Double(x, y);
        }
      }
    }
    return point;
  }
}
