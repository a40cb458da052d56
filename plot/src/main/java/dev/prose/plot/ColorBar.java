package dev.prose.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.geom.Point2D;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.knowm.xchart.internal.chartpart.Annotation;

/**
 * The legend to the right of a plot: which colour means which probability. It uses a square-root
 * scale, on which the many small probabilities can be told apart and 0 is still 0.
 */
final class ColorBar extends Annotation {
  /** The width with labels, in pixels. */
  static final int WIDTH = 80;

  private static final int BAR = 20; // pixels wide
  private static final int TICK = 5; // pixels long
  private static final Map<Double, String> LABELLED =
      new TreeMap<>(
          Map.of(
              0.0, "0", 0.01, "0.01", 0.05, "0.05", 0.1, "0.1", 0.2, "0.2", 0.3, "0.3", 0.4, "0.4",
              0.6, "0.6", 0.8, "0.8", 1.0, "1"));

  ColorBar() {
    super(true);
  }

  /** A probability's position on the scale, from 0 to 1. */
  static double position(double probability) {
    return Math.sqrt(probability);
  }

  @Override
  public void paint(Graphics2D graphics) {
    int x = getXAxisScreenValueForMax() + 20;
    int top = getYAxisScreenValueForMin();
    int bottom = getYAxisScreenValueForMax();
    Color[] colors = ColorScale.stops();
    float[] at = new float[colors.length];
    IntStream.range(0, at.length).forEach(i -> at[i] = (float) i / (at.length - 1));
    graphics.setPaint(
        new LinearGradientPaint(
            new Point2D.Double(x, bottom), new Point2D.Double(x, top), at, colors));
    graphics.fillRect(x, top, BAR, bottom - top);
    graphics.setColor(Color.BLACK);
    graphics.drawRect(x, top, BAR, bottom - top);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    int half = graphics.getFontMetrics().getAscent() / 2 - 1; // half the height of a digit
    LABELLED.forEach((probability, label) -> {
      int y = bottom - (int) Math.round((bottom - top) * position(probability));
      graphics.drawLine(x + BAR, y, x + BAR + TICK, y);
      graphics.drawString(label, x + BAR + TICK + 3, y + half);
    });
  }
}
