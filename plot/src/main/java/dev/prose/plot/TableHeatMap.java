package dev.prose.plot;

import dev.prose.model.FirstOrderModel;
import dev.prose.token.Tokenizer;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapSeries;
import org.knowm.xchart.style.HeatMapStyler;
import org.knowm.xchart.style.Styler.ChartTheme;

/** Draws the table of a bigram model: one cell per pair of characters. */
public final class TableHeatMap {
  /** The number of characters whose labels have room. */
  static final int MOST_SHOWN = 100;

  private static final double PLOT_HEIGHT = 700; // approximately, in pixels

  private TableHeatMap() {}

  /**
   * Draws each row's distribution: the current character down the left side, the next one along the
   * bottom, the probability as a colour. If there are more than {@value #MOST_SHOWN} characters,
   * those that are most likely on average over all rows are shown.
   *
   * @param file a name that ends in {@code .png}
   * @param tokenizer the model's tokenizer
   * @throws IllegalArgumentException if the name does not end so, or the tokenizer has another
   *     number of tokens
   * @throws IOException if the picture cannot be drawn or written
   */
  public static void write(Path file, FirstOrderModel model, Tokenizer tokenizer)
      throws IOException {
    if (tokenizer.vocabularySize() != model.vocabularySize()) {
      throw new IllegalArgumentException(
          "the model has %,d tokens, but the tokenizer %,d"
              .formatted(model.vocabularySize(), tokenizer.vocabularySize()));
    }
    PngFile.write(
        file,
        graphics -> {
          HeatMapChart chart = chart(model, tokenizer);
          chart.paint(graphics, chart.getWidth(), chart.getHeight());
        });
  }

  static HeatMapChart chart(FirstOrderModel model, Tokenizer tokenizer) {
    int[] shown = shown(model);
    AxisSymbols symbols =
        new AxisSymbols(
            IntStream.of(shown).mapToObj(tokenizer::shown).toList(), PLOT_HEIGHT / shown.length);
    // The colour bar is to the right of the chart.
    HeatMapChart chart =
        new HeatMapChart(PngFile.WIDTH - ColorBar.WIDTH, PngFile.HEIGHT, ChartTheme.Matlab);
    chart.setTitle(title(shown.length, tokenizer.vocabularySize()));
    chart.setXAxisTitle("next character");
    chart.setYAxisTitle("current character");
    style(chart.getStyler());
    chart.getStyler().setAxisTitlePadding(symbols.room());
    chart.addAnnotation(symbols);
    chart.addAnnotation(new ColorBar());
    HeatMapSeries series =
        chart.addSeries(
            "probability", symbols.labels(), symbols.labels().reversed(), cells(model, shown));
    series.setMin(0);
    series.setMax(1);
    return chart;
  }

  private static String title(int shown, int size) {
    String title = "Probability of the next character";
    return shown < size
        ? title + String.format(Locale.ROOT, ": the %,d likeliest of %,d characters", shown, size)
        : title + String.format(Locale.ROOT, " after each of %,d characters", size);
  }

  private static int[] shown(FirstOrderModel model) {
    int size = model.vocabularySize();
    if (size <= MOST_SHOWN) {
      return IntStream.range(0, size).toArray();
    }
    double[] sums = new double[size]; // [next token]
    float[] logProbabilities = new float[size];
    for (int token = 0; token < size; token++) {
      model.logProbabilitiesAfter(token, logProbabilities);
      for (int next = 0; next < size; next++) {
        sums[next] += Math.exp(logProbabilities[next]);
      }
    }
    return IntStream.range(0, size)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer token) -> -sums[token]))
        .limit(MOST_SHOWN)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /** Each cell's column, row counted from the bottom, and position on the scale. */
  private static List<Number[]> cells(FirstOrderModel model, int[] shown) {
    List<Number[]> cells = new ArrayList<>();
    for (int row = 0; row < shown.length; row++) {
      for (int column = 0; column < shown.length; column++) {
        double probability = Math.exp(model.logProbability(shown[row], shown[column]));
        cells.add(new Number[] {column, shown.length - 1 - row, ColorBar.position(probability)});
      }
    }
    return cells;
  }

  private static void style(HeatMapStyler styler) {
    styler.setRangeColors(ColorScale.stops());
    styler.setLegendVisible(false);
    styler.setDrawBorder(true); // in the cell's own colour: no light lines between cells
    styler.setPlotContentSize(1);
    styler.setPlotMargin(0);
    styler.setAxisTicksVisible(false); // AxisSymbols replaces them
    styler.setPlotTicksMarksVisible(false);
    styler.setPlotGridLinesVisible(false);
    styler.setChartTitlePadding(10);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
  }
}
