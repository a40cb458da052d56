package dev.prose.plot;

import dev.prose.eval.Evaluation;
import dev.prose.metrics.Measurement;
import dev.prose.metrics.Measurement.Exact;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a run's losses over its iterations, with the optimum as a line. */
public final class LossCurve {
  static {
    PngFile.beHeadless(); // before the colours, which load AWT
  }

  // From the palette of Okabe and Ito, which the colour-blind can tell apart.
  static final Color TRAIN = new Color(0x0072B2);
  static final Color VALIDATION = new Color(0xD55E00);
  static final Color OPTIMUM = new Color(0x404040);

  private static final Evaluation UNKNOWN = new Evaluation(Double.NaN, Double.NaN, 0);

  private static final int MOST_MARKED = 50; // points: more would hide the line
  private static final int TICK_DISTANCE = 110; // pixels
  private static final BasicStroke LINE =
      new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  private LossCurve() {}

  /**
   * Draws train and validation loss: exact losses if every measurement has them, else sampled
   * losses with a band of their standard error. Losses that are not finite are left out, and so is
   * the validation loss where all of the text trains.
   *
   * @param file a name that ends in {@code .png}
   * @param measurements in the order of their iterations
   * @param optimum the lowest possible train loss, in nats per token, if that is known
   * @throws IllegalArgumentException if the name does not end so, or there is no finite loss to
   *     draw
   * @throws IOException if the picture cannot be drawn or written
   */
  public static void write(Path file, List<Measurement> measurements, OptionalDouble optimum)
      throws IOException {
    PngFile.write(
        file,
        graphics -> chart(measurements, optimum).paint(graphics, PngFile.WIDTH, PngFile.HEIGHT));
  }

  static XYChart chart(List<Measurement> measurements, OptionalDouble optimum) {
    XYChart chart = new XYChart(PngFile.WIDTH, PngFile.HEIGHT, ChartTheme.Matlab);
    chart.setTitle("Train and validation loss");
    chart.setXAxisTitle("iterations");
    chart.setYAxisTitle("loss (nats a character)");
    style(chart.getStyler());
    if (measurements.stream().allMatch(each -> each.exact().isPresent())) {
      exact(chart, "train", TRAIN, measurements, Exact::train);
      exact(
          chart,
          "validation",
          VALIDATION,
          measurements,
          each -> each.validation().orElse(Double.NaN));
    } else {
      sampled(chart, "train", TRAIN, measurements, Measurement::train);
      sampled(
          chart, "validation", VALIDATION, measurements, each -> each.validation().orElse(UNKNOWN));
    }
    if (chart.getSeriesCollection().isEmpty()) {
      throw new IllegalArgumentException("there is no finite loss to draw");
    }
    roundTicks(chart.getStyler(), measurements);
    optimum.ifPresent(loss -> optimum(chart, measurements, loss));
    return chart;
  }

  private static void exact(
      XYChart chart,
      String split,
      Color color,
      List<Measurement> measurements,
      ToDoubleFunction<Exact> loss) {
    line(
        chart,
        split + ", exact",
        color,
        Points.of(measurements, each -> loss.applyAsDouble(each.exact().orElseThrow())));
  }

  private static void sampled(
      XYChart chart,
      String split,
      Color color,
      List<Measurement> measurements,
      Function<Measurement, Evaluation> loss) {
    Points low = Points.of(measurements, each -> edge(loss.apply(each), -1));
    Points high = Points.of(measurements, each -> edge(loss.apply(each), 1));
    boolean errorsKnown = low.size() > 0;
    if (errorsKnown) {
      Points around = high.then(low.reversed());
      XYSeries band = chart.addSeries(split + " band", around.x(), around.y());
      band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
      band.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 70));
      band.setLineStyle(SeriesLines.NONE);
      band.setMarker(SeriesMarkers.NONE);
      band.setShowInLegend(false);
    }
    line(
        chart,
        split + (errorsKnown ? ", sampled ± standard error" : ", sampled"),
        color,
        Points.of(measurements, each -> loss.apply(each).nats()));
  }

  private static double edge(Evaluation evaluation, int errors) {
    return evaluation.nats() + errors * evaluation.standardError();
  }

  private static void line(XYChart chart, String name, Color color, Points points) {
    if (points.size() == 0) {
      return;
    }
    XYSeries series = chart.addSeries(name, points.x(), points.y());
    series.setLineColor(color);
    series.setLineStyle(LINE);
    series.setMarker(points.size() <= MOST_MARKED ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    series.setMarkerColor(color);
  }

  private static void optimum(XYChart chart, List<Measurement> measurements, double loss) {
    // An invisible point extends the axis to the line.
    double[] x = {measurements.getFirst().iteration()};
    XYSeries series = chart.addSeries("optimum", x, new double[] {loss});
    series.setMarker(SeriesMarkers.NONE);
    series.setShowInLegend(false);
    chart.addAnnotation(new Level(String.format(Locale.ROOT, "optimum %.4f", loss), loss, OPTIMUM));
  }

  // Puts ticks at round numbers, and none between two iterations. On an axis without margins, with
  // values at equal distances, the chart would put them at some of the values: 190, 380, 570.
  private static void roundTicks(XYStyler styler, List<Measurement> measurements) {
    double first = measurements.getFirst().iteration();
    double last = measurements.getLast().iteration();
    if (first < last) {
      double margin = (last - first) / 100;
      styler.setXAxisMin(first - margin);
      styler.setXAxisMax(last + margin);
      double pixelsAnIteration = PngFile.WIDTH / (last - first);
      styler.setXAxisTickMarkSpacingHint((int) Math.max(TICK_DISTANCE, pixelsAnIteration));
    }
  }

  private static void style(XYStyler styler) {
    styler.setLocale(Locale.ROOT);
    styler.setLegendPosition(LegendPosition.OutsideS); // inside, it could hide a part of a curve
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    styler.setMarkerSize(7);
    styler.setChartTitlePadding(10);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    styler.setXAxisDecimalPattern("#,##0");
    styler.setYAxisDecimalPattern("0.0###");
  }
}
