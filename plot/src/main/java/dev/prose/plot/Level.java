package dev.prose.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Marks a value on the y axis: a dashed line across the plot, with its name below the left end. */
final class Level extends Annotation {
  private static final BasicStroke DASHED =
      new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {8, 6}, 0);

  private final String name;
  private final double value;
  private final Color color;

  Level(String name, double value, Color color) {
    super(false);
    this.name = name;
    this.value = value;
    this.color = color;
  }

  @Override
  public void paint(Graphics2D graphics) {
    int y = getYAxisScreenValue(value);
    graphics.setColor(color);
    graphics.setStroke(DASHED);
    graphics.drawLine(getXAxisScreenValueForMin(), y, getXAxisScreenValueForMax(), y);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    int below = y + graphics.getFontMetrics().getAscent() + 3;
    graphics.drawString(name, getXAxisScreenValueForMin() + 8, below);
  }
}
