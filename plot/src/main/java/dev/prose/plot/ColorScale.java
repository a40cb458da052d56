package dev.prose.plot;

import java.awt.Color;
import java.util.stream.IntStream;

/**
 * A colour scale for amounts, from pale yellow over green to dark blue. CIE lightness falls from 97
 * to 16 in equal steps, so that equal differences look equal, also to the colour-blind and in black
 * and white.
 */
final class ColorScale {
  // Made in OKLCH: lightness as above, hue from 105 to 285 degrees, the most chroma that sRGB has.
  private static final Color[] STOPS =
      IntStream.of(
              0xF9F8DD, 0xC3E3AC, 0x78CF9C, 0x0CB69F, 0x08969E, 0x027895, 0x01598D, 0x1C3983,
              0x272054)
          .mapToObj(Color::new)
          .toArray(Color[]::new);

  private ColorScale() {}

  /** Colours at equal distances on the scale, from the least amount to the most. */
  static Color[] stops() {
    return STOPS.clone();
  }

  /**
   * The colour of an amount, between those of two stops.
   *
   * @param amount from 0 to 1
   */
  static Color at(double amount) {
    double place = amount * (STOPS.length - 1);
    int below = Math.clamp((long) place, 0, STOPS.length - 2);
    double share = place - below;
    Color from = STOPS[below];
    Color to = STOPS[below + 1];
    return new Color(
        between(from.getRed(), to.getRed(), share),
        between(from.getGreen(), to.getGreen(), share),
        between(from.getBlue(), to.getBlue(), share));
  }

  private static int between(int from, int to, double share) {
    return Math.clamp(Math.round(from + share * (to - from)), 0, 255);
  }
}
