package dev.prose.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePlacesTest {
  private static final Rectangle2D BOUNDS = new Rectangle2D.Double(0, 0, 200, 100);

  @Test
  void labelsOfOnePointHideNoneOfEachOther() {
    FreePlaces places = new FreePlaces(BOUNDS);
    Point2D point = new Point2D.Double(100, 50);
    List<Rectangle2D> boxes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Point2D place = places.place(point, 20, 10);
      Rectangle2D box = new Rectangle2D.Double(place.getX() - 10, place.getY() - 5, 20, 10);
      assertThat(boxes).noneMatch(box::intersects);
      assertThat(BOUNDS.contains(box)).isTrue();
      boxes.add(box);
    }
    assertThat(boxes.getFirst().getCenterX()).isEqualTo(100);
  }

  @Test
  void whereThereIsNoRoomALabelIsAtItsPoint() {
    FreePlaces places = new FreePlaces(BOUNDS);
    Point2D point = new Point2D.Double(100, 50);
    assertThat(places.place(point, 300, 10)).isEqualTo(point);
  }
}
