package dev.prose.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

class TimeAndLossTest {
  @TempDir Path folder;

  @Test
  void everyModelIsAPointWithinTheAxes() throws IOException {
    List<TimeAndLoss.Point> points =
        List.of(new TimeAndLoss.Point("slow", 2, 1.5), new TimeAndLoss.Point("fast", 0.5, 2.5));
    XYChart chart = TimeAndLoss.chart(points);
    XYSeries models = chart.getSeriesCollection().iterator().next();
    assertThat(models.getXData()).containsExactly(2, 0.5);
    assertThat(models.getYData()).containsExactly(1.5, 2.5);
    assertThat(chart.getStyler().getXAxisMax()).isGreaterThan(2);
    assertThat(chart.getStyler().getYAxisMin()).isLessThan(1.5);
    assertThat(chart.getStyler().getYAxisMax()).isGreaterThan(2.5);
    Path file = folder.resolve("picture.png");
    TimeAndLoss.write(file, points);
    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(PngFile.WIDTH);
  }

  @Test
  void onePointIsDrawnAndNoneRefused() throws IOException {
    TimeAndLoss.write(folder.resolve("one.png"), List.of(new TimeAndLoss.Point("one", 1, 1)));
    assertThat(folder.resolve("one.png")).isNotEmptyFile();
    assertThatIllegalArgumentException().isThrownBy(() -> TimeAndLoss.chart(List.of()));
  }
}
