package dev.prose.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.stream.Collectors;
import org.knowm.xchart.internal.chartpart.Annotation;

/**
 * Labels every row and column of a heat map on a common baseline. The chart's own labels are each
 * centred by their own height, which makes an apostrophe look like a comma. Where labels are close
 * together, every other one is further out.
 */
final class AxisSymbols extends Annotation {
  private static final int GAP = 4; // pixels between a label and the plot, and between two columns
  private static final int LARGEST = 14;
  private static final int SMALLEST = 12;

  private final List<String> labels;
  private final Font font;
  private final boolean staggered;
  private final int width; // of the widest label, in pixels

  /**
   * @param names of the rows from the top, and of the columns from the left
   * @param pitch pixels from one row to the next
   */
  AxisSymbols(List<String> names, double pitch) {
    super(true);
    int size = (int) Math.clamp(pitch, SMALLEST, LARGEST);
    this.font = new Font(Font.MONOSPACED, Font.PLAIN, size);
    this.staggered = pitch < size;
    this.labels = names.stream().map(this::label).toList();
    this.width = labels.stream().mapToInt(this::width).max().orElse(0);
  }

  private String label(String name) {
    return font.canDisplayUpTo(name) < 0
        ? name
        : name.codePoints()
            .mapToObj(c -> font.canDisplay(c) ? Character.toString(c) : "\\u{%X}".formatted(c))
            .collect(Collectors.joining());
  }

  private int width(String label) {
    FontRenderContext context = new FontRenderContext(null, true, false);
    return (int) Math.ceil(font.getStringBounds(label, context).getWidth());
  }

  List<String> labels() {
    return labels;
  }

  /** The room that the labels need beside an axis, in pixels. */
  int room() {
    return GAP + (staggered ? 2 * width + GAP : width) + GAP;
  }

  @Override
  public void paint(Graphics2D graphics) {
    graphics.setFont(font);
    graphics.setColor(Color.BLACK);
    FontMetrics metrics = graphics.getFontMetrics();
    int left = getXAxisScreenValueForMin();
    int bottom = getYAxisScreenValueForMax();
    double columnWidth = (getXAxisScreenValueForMax() - left) / (double) labels.size();
    double rowHeight = (bottom - getYAxisScreenValueForMin()) / (double) labels.size();
    // Half the height of a capital letter, which the eye takes for the middle.
    float half = metrics.getAscent() * 0.36f;
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.get(i);
      int wide = metrics.stringWidth(label);
      int out = staggered && i % 2 == 1 ? width + GAP : 0;
      float y = (float) (getYAxisScreenValueForMin() + rowHeight * (i + 0.5) + half);
      graphics.drawString(label, left - GAP - out - wide, y);
      double x = left + columnWidth * (i + 0.5);
      if (wide <= columnWidth * 1.3) {
        graphics.drawString(label, (float) (x - wide / 2.0), bottom + metrics.getAscent() + GAP);
      } else {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, bottom + GAP + wide);
        graphics.rotate(-Math.PI / 2);
        graphics.drawString(label, 0, half);
        graphics.setTransform(before);
      }
    }
  }
}
