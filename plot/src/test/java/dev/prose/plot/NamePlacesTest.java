package dev.prose.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NamePlacesTest {
  private static final double LINE = 0.022;

  private final NamePlaces places = new NamePlaces(0, 1, 0, 1);

  @Test
  void aNameStandsAboveItsPointOrElseBelowOrFartherAway() {
    assertThat(places.place(10, 0.5, 0.5)).isCloseTo(0.5 + LINE, within(1e-9));
    assertThat(places.place(10, 0.51, 0.5)).isCloseTo(0.5 - LINE, within(1e-9));
    assertThat(places.place(10, 0.49, 0.5)).isCloseTo(0.5 + 2 * LINE, within(1e-9));
    assertThat(places.place(10, 0.9, 0.5)).isCloseTo(0.5 + LINE, within(1e-9));
  }

  @Test
  void aNameDoesNotHideAPoint() {
    places.avoid(0.5, 0.5 + LINE);
    assertThat(places.place(4, 0.5, 0.5)).isCloseTo(0.5 - LINE, within(1e-9));
  }

  @Test
  void thePictureShowsAPartOfThePlane() {
    NamePlaces wide = new NamePlaces(-10, 90, 5, 7);
    assertThat(wide.place(10, 50, 6)).isCloseTo(6 + 2 * LINE, within(1e-9));
    assertThat(wide.place(10, 51, 6)).isCloseTo(6 - 2 * LINE, within(1e-9));
    assertThat(wide.place(10, 80, 6)).isCloseTo(6 + 2 * LINE, within(1e-9));
  }

  @Test
  void whereThereIsNoRoomLeftNamesMayHideEachOther() {
    for (int i = 0; i < 100; i++) {
      assertThat(places.place(10, 0.5, 0.5)).isBetween(0.0, 1.0);
    }
  }
}
