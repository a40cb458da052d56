package dev.prose.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import org.junit.jupiter.api.Test;

class ColorScaleTest {
  @Test
  void lightnessFallsInEqualSteps() {
    Color[] stops = ColorScale.stops();
    for (int i = 0; i < stops.length; i++) {
      double expected = 97 - (97 - 16) * (double) i / (stops.length - 1);
      assertThat(lightness(stops[i])).isCloseTo(expected, within(0.4));
    }
  }

  /** CIE L* of an sRGB colour (IEC 61966-2-1). */
  private static double lightness(Color color) {
    double luminance =
        0.2126 * linear(color.getRed())
            + 0.7152 * linear(color.getGreen())
            + 0.0722 * linear(color.getBlue());
    return 116 * Math.cbrt(luminance) - 16;
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
