package dev.prose.plot;

import java.awt.Color;
import java.util.stream.IntStream;

/**
 * Colours from pale yellow over green to dark blue, for amounts. CIE lightness falls from 97 to 16
 * by the same step from each to the next, so that equal differences look equal, and are there for
 * the colour-blind and in print without colour.
 */
final class ColorScale {
  // Made in OKLCH: lightness as above, hue from 105 to 285 degrees, as much chroma as sRGB has.
  private static final Color[] STOPS =
      IntStream.of(
              0xF9F8DD, 0xC3E3AC, 0x78CF9C, 0x0CB69F, 0x08969E, 0x027895, 0x01598D, 0x1C3983,
              0x272054)
          .mapToObj(Color::new)
          .toArray(Color[]::new);

  private ColorScale() {}

  /** The colours at equal distances, from the least to the most. */
  static Color[] stops() {
    return STOPS.clone();
  }
}
