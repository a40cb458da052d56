package dev.prose.plot;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws models as points: how long each took to train, and how well it then predicts. */
public final class TimeAndLoss {
  private static final Color POINT = new Color(31, 119, 180);

  private TimeAndLoss() {}

  /**
   * A model.
   *
   * @param name the model's name in the picture
   * @param seconds how long training took
   * @param loss nats per character
   */
  public record Point(String name, double seconds, double loss) {}

  /**
   * Draws the points with their names: time to the right on a logarithmic axis, loss upwards.
   *
   * @param file a name that ends in {@code .png}
   * @param points at least one
   * @throws IllegalArgumentException if the name does not end so, or there are no points
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
    double shortest = points.stream().mapToDouble(Point::seconds).min().orElseThrow();
    double longest = points.stream().mapToDouble(Point::seconds).max().orElseThrow();
    double margin = Math.max(highest - lowest, 1e-3) / 10;
    style(chart.getStyler());
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setXAxisMin(shortest / 2); // room for names on both sides
    chart.getStyler().setXAxisMax(2 * longest);
    chart.getStyler().setYAxisMin(lowest - margin);
    chart.getStyler().setYAxisMax(highest + margin);
    NamePlaces places =
        new NamePlaces(
            Math.log(shortest / 2), Math.log(2 * longest), lowest - margin, highest + margin);
    points.forEach(point -> places.avoid(Math.log(point.seconds), point.loss));
    for (Point point : points) {
      double height = places.place(point.name.length(), Math.log(point.seconds), point.loss);
      chart.addAnnotation(new AnnotationText(point.name, point.seconds, height, false));
    }
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
