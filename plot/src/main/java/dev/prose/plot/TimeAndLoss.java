package dev.prose.plot;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Models as points: how long each took to train, and how well it then predicts. */
public final class TimeAndLoss {
  private static final Color POINT = new Color(31, 119, 180);
  private static final double DISTANCE = 0.02; // of the axis, from a point to its name

  private TimeAndLoss() {}

  /**
   * A model.
   *
   * @param name as the picture calls it
   * @param seconds how long it took
   * @param loss nats a character
   */
  public record Point(String name, double seconds, double loss) {}

  /**
   * Draws the points with their names, time to the right and loss upwards.
   *
   * @param file a name that ends in {@code .png}
   * @param points at least one
   * @throws IllegalArgumentException if the name does not, or there is none
   * @throws IOException if the picture cannot be drawn or written
   */
  public static void write(Path file, List<Point> points) throws IOException {
    PngFile.write(file, graphics -> chart(points).paint(graphics, PngFile.WIDTH, PngFile.HEIGHT));
  }

  static XYChart chart(List<Point> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("there is no point to draw");
    }
    XYChart chart = new XYChart(PngFile.WIDTH, PngFile.HEIGHT, ChartTheme.Matlab);
    chart.setTitle("Loss against time");
    chart.setXAxisTitle("seconds, the whole command");
    chart.setYAxisTitle("validation loss (nats a character)");
    XYSeries series =
        chart.addSeries(
            "models",
            points.stream().mapToDouble(Point::seconds).toArray(),
            points.stream().mapToDouble(Point::loss).toArray());
    series.setLineStyle(SeriesLines.NONE);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(POINT);
    double lowest = points.stream().mapToDouble(Point::loss).min().orElseThrow();
    double highest = points.stream().mapToDouble(Point::loss).max().orElseThrow();
    double longest = points.stream().mapToDouble(Point::seconds).max().orElseThrow();
    double margin = Math.max(highest - lowest, 1e-3) / 10;
    double distance = DISTANCE * Math.max(highest - lowest, 1e-3);
    // By turns above and below, so that the names of neighbours do not hide each other.
    for (Point point :
        points.stream().sorted(Comparator.comparingDouble(Point::seconds)).toList()) {
      chart.addAnnotation(
          new AnnotationText(point.name, point.seconds, point.loss + distance, false));
      distance = -distance;
    }
    style(chart.getStyler());
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisMax(1.2 * longest); // names stand to both sides
    chart.getStyler().setYAxisMin(lowest - margin);
    chart.getStyler().setYAxisMax(highest + margin);
    return chart;
  }

  private static void style(XYStyler styler) {
    styler.setLocale(Locale.ROOT);
    styler.setLegendVisible(false);
    styler.setMarkerSize(9);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    styler.setXAxisDecimalPattern("0.0#");
    styler.setYAxisDecimalPattern("0.0#");
  }
}
