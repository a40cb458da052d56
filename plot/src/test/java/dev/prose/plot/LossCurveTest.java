package dev.prose.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.prose.eval.Evaluation;
import dev.prose.metrics.Measurement;
import dev.prose.metrics.Measurement.Exact;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

class LossCurveTest {
  private static final OptionalDouble OPTIMUM = OptionalDouble.of(2);

  @TempDir private Path folder;

  private static Measurement sampled(int iteration, double train, double validation, double error) {
    return new Measurement(
        iteration,
        new Evaluation(train, error, 6400),
        Optional.of(new Evaluation(validation, error, 6400)),
        Optional.empty(),
        0.001,
        1000,
        iteration);
  }

  private static Measurement exact(int iteration, double train, double validation) {
    Measurement sampled = sampled(iteration, 9, 9, 0.1);
    return new Measurement(
        iteration,
        sampled.train(),
        sampled.validation(),
        Optional.of(new Exact(train, OptionalDouble.of(validation), train - 2)),
        sampled.learningRate(),
        sampled.iterationsPerSecond(),
        sampled.seconds());
  }

  private BufferedImage drawn(List<Measurement> measurements, OptionalDouble optimum)
      throws IOException {
    Path file = folder.resolve("loss.png");
    LossCurve.write(file, measurements, optimum);
    return ImageIO.read(file.toFile());
  }

  private static long pixels(BufferedImage image, Color color) {
    return rows(image, color).sum();
  }

  private static long mostInARow(BufferedImage image, Color color) {
    return rows(image, color).max().orElseThrow();
  }

  /** For each row of the image its pixels of that colour. */
  private static LongStream rows(BufferedImage image, Color color) {
    return IntStream.range(0, 800)
        .mapToLong(y ->
            IntStream.range(0, 1200).filter(x -> image.getRGB(x, y) == color.getRGB()).count());
  }

  private static List<String> names(XYChart chart) {
    return chart.getSeriesCollection().stream().map(XYSeries::getName).toList();
  }

  @Test
  void exactLossesGoBeforeSampledOnes() {
    XYChart chart =
        LossCurve.chart(List.of(exact(0, 4, 4.5), exact(500, 3, 3.5)), OptionalDouble.empty());
    assertThat(names(chart)).containsExactly("train, exact", "validation, exact");
    assertThat(chart.getSeries("train, exact").getXData()).containsExactly(0, 500);
    assertThat(chart.getSeries("train, exact").getYData()).containsExactly(4, 3);
    assertThat(chart.getSeries("validation, exact").getYData()).containsExactly(4.5, 3.5);
  }

  @Test
  void sampledLossesHaveABandOfTheirStandardError() {
    XYChart chart =
        LossCurve.chart(
            List.of(exact(0, 4, 4.5), sampled(500, 3, 3.5, 0.25)), OptionalDouble.empty());
    assertThat(names(chart))
        .containsExactly(
            "train band",
            "train, sampled ± standard error",
            "validation band",
            "validation, sampled ± standard error");
    assertThat(chart.getSeries("train band").getXData()).containsExactly(0, 500, 500, 0);
    assertThat(chart.getSeries("train band").getYData()).containsExactly(9.1, 3.25, 2.75, 8.9);
    chart = LossCurve.chart(List.of(sampled(0, 3, 3.5, Double.NaN)), OptionalDouble.empty());
    assertThat(names(chart)).containsExactly("train, sampled", "validation, sampled");
  }

  @Test
  void theOptimumIsALineFromSideToSide() throws IOException {
    List<Measurement> run = List.of(exact(0, 4, 4.5), exact(500, 3, 3.5));
    BufferedImage with = drawn(run, OPTIMUM);
    assertThat(mostInARow(with, LossCurve.OPTIMUM)).as("dashes").isBetween(500L, 900L);
    BufferedImage without = drawn(run, OptionalDouble.empty());
    assertThat(mostInARow(without, LossCurve.OPTIMUM)).isLessThan(50);
    assertThat(with.getWidth()).isEqualTo(1200);
    assertThat(with.getHeight()).isEqualTo(800);
  }

  @Test
  void onePointIsSeenAndSoAreAThousand() throws IOException {
    BufferedImage one = drawn(List.of(exact(0, 4, 4.5)), OPTIMUM);
    assertThat(pixels(one, LossCurve.TRAIN)).isBetween(40L, 200L);
    assertThat(pixels(one, LossCurve.VALIDATION)).isBetween(40L, 200L);
    List<Measurement> thousand =
        IntStream.range(0, 1000)
            .mapToObj(i -> sampled(5 * i, 2 + Math.exp(-i), 3 + Math.exp(-i), 0.01))
            .toList();
    BufferedImage many = drawn(thousand, OPTIMUM);
    assertThat(pixels(many, LossCurve.TRAIN)).isGreaterThan(500);
    assertThat(pixels(many, LossCurve.VALIDATION)).isGreaterThan(900);
  }

  /** A text of one character alone is never surprising. */
  @Test
  void aLossThatIsAlwaysZeroIsDrawn() throws IOException {
    BufferedImage image = drawn(List.of(exact(0, 0, 0), exact(5, 0, 0)), OptionalDouble.of(0));
    assertThat(pixels(image, LossCurve.VALIDATION)).isGreaterThan(900);
  }

  @Test
  void aLossThatIsNotFiniteIsLeftOut() {
    double infinite = Double.POSITIVE_INFINITY;
    XYChart chart =
        LossCurve.chart(
            List.of(exact(0, 4, infinite), exact(500, 3, infinite)), OptionalDouble.empty());
    assertThat(names(chart)).containsExactly("train, exact");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LossCurve.chart(List.of(), OPTIMUM))
        .withMessage("there is no finite loss to draw");
  }

  @Test
  void ofARunWithoutValidationTheTrainLossIsDrawnAlone() {
    Measurement one = sampled(0, 4, 4, 0.1);
    List<Measurement> sampled =
        List.of(
            new Measurement(
                0, one.train(), Optional.empty(), Optional.empty(), 0.001, Double.NaN, 0));
    assertThat(names(LossCurve.chart(sampled, OPTIMUM)))
        .containsExactly("train band", "train, sampled ± standard error", "optimum");
    List<Measurement> exact =
        List.of(
            new Measurement(
                0,
                one.train(),
                Optional.empty(),
                Optional.of(new Exact(4, OptionalDouble.empty(), 2)),
                0.001,
                Double.NaN,
                0));
    assertThat(names(LossCurve.chart(exact, OPTIMUM))).containsExactly("train, exact", "optimum");
  }
}
