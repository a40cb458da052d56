package dev.prose.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.prose.model.BigramModel;
import dev.prose.token.chars.CharTokenizer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.HeatMapChart;

class TableHeatMapTest {
  private static final float NEVER = Float.NEGATIVE_INFINITY;

  @TempDir private Path folder;

  private static CharTokenizer symbols(int size) {
    return CharTokenizer.of(new String(IntStream.range(0x100, 0x100 + size).toArray(), 0, size));
  }

  @Test
  void theRowIsTheCurrentCharacterAndTheColumnTheNext() throws IOException {
    Path file = folder.resolve("table.png");
    float quarter = (float) Math.log(1 / 4.0);
    float rest = (float) Math.log(3 / 4.0);
    BigramModel model = new BigramModel(2, new float[] {NEVER, 0, quarter, rest});
    TableHeatMap.write(file, model, CharTokenizer.of("ab"));
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(1200);
    assertThat(image.getHeight()).isEqualTo(800);
    Color[] scale = ColorScale.stops();
    assertColor(image, 300, 200, scale[0]); // a never follows a
    assertColor(image, 850, 200, scale[8]); // b always does
    assertColor(image, 300, 600, scale[4]); // the root of 1/4 is half way
    assertColor(image, 1142, 760, scale[0]); // the colour bar begins and ends with the plot
    assertColor(image, 1142, 48, scale[8]);
  }

  /** Up to the rounding of a colour between two others. */
  private static void assertColor(BufferedImage image, int x, int y, Color expected) {
    Color actual = new Color(image.getRGB(x, y));
    assertThat(actual.getRed()).as("%s", actual).isCloseTo(expected.getRed(), within(4));
    assertThat(actual.getGreen()).as("%s", actual).isCloseTo(expected.getGreen(), within(4));
    assertThat(actual.getBlue()).as("%s", actual).isCloseTo(expected.getBlue(), within(4));
  }

  @Test
  void cellsHoldTheRootsOfTheProbabilities() {
    BigramModel model = BigramModel.random(7, 3);
    HeatMapChart chart = TableHeatMap.chart(model, symbols(7));
    List<? extends Number[]> cells = chart.getHeatMapSeries().getHeatData();
    assertThat(cells).hasSize(49);
    for (Number[] cell : cells) {
      int current = 6 - cell[1].intValue(); // rows count from the bottom
      double probability = Math.exp(model.logProbability(current, cell[0].intValue()));
      assertThat(cell[2].doubleValue()).isEqualTo(Math.sqrt(probability));
    }
  }

  @Test
  void whatCannotBeSeenHasAVisibleLabel() {
    CharTokenizer tokenizer = CharTokenizer.of("\n \\a\u0301\uE000");
    HeatMapChart chart = TableHeatMap.chart(BigramModel.random(6, 1), tokenizer);
    List<String> labels = List.of("\\n", "␣", "\\", "a", "\\u{301}", "\\u{E000}");
    assertThat(chart.getHeatMapSeries().getXData()).isEqualTo(labels);
    assertThat(chart.getHeatMapSeries().getYData()).isEqualTo(labels.reversed());
  }

  /** Of 300 characters, 100 follow any other with nine times the probability of the rest. */
  @Test
  void ofManyCharactersTheLikeliestAreShown() {
    float[] logits = new float[300 * 300];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = i % 3 == 1 ? (float) Math.log(9) : 0;
    }
    HeatMapChart chart = TableHeatMap.chart(new BigramModel(300, logits), symbols(300));
    assertThat(chart.getTitle())
        .isEqualTo("Probability of the next character: the 100 likeliest of 300 characters");
    List<? extends Number[]> cells = chart.getHeatMapSeries().getHeatData();
    assertThat(cells).hasSize(100 * 100);
    double likely = Math.sqrt(9 / (9.0 * 100 + 200));
    for (Number[] cell : cells) {
      assertThat(cell[2].doubleValue()).isCloseTo(likely, within(1e-6));
    }
  }

  @Test
  void anySizeIsDrawn() throws IOException {
    for (int size : new int[] {1, 65, 100, 101}) {
      Path file = folder.resolve(size + ".png");
      TableHeatMap.write(file, BigramModel.random(size, size), symbols(size));
      assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(1200);
    }
  }

  @Test
  void aVocabularyOfAnotherSizeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> TableHeatMap.write(folder.resolve("t.png"), BigramModel.random(3, 1), symbols(4)))
        .withMessage("the model has 3 tokens, but the tokenizer 4");
  }
}
