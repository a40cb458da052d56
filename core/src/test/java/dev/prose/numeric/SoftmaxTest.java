package dev.prose.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.random.SplitMix64;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxTest {
  private static final double TOLERANCE = 2e-6; // of a probability, and of a sum of them

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 10, 100, 10_000})
  void agreesWithTheDefinitionOnRandomRows(double spread) {
    for (int width = 1; width <= 200; width++) {
      SplitMix64 random = new SplitMix64(width);
      float[] rows = new float[3 * width];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = (float) (random.nextGaussian() * spread);
      }
      check("seed and width %d, spread %s".formatted(width, spread), rows, 3, width);
    }
  }

  @Test
  void equalLogitsShareTheProbability() {
    for (int width = 1; width <= 200; width++) {
      for (float logit : new float[] {0, -3.5f, 1e4f, -1e4f, Float.MAX_VALUE, -Float.MAX_VALUE}) {
        float[] rows = new float[width];
        Arrays.fill(rows, logit);
        check("width %d, all %s".formatted(width, logit), rows, 1, width);
      }
    }
  }

  @Test
  void aHugeLogitTakesAll() {
    for (int width = 1; width <= 200; width++) {
      for (float huge : new float[] {50, 101, 1e4f, 1e30f, Float.MAX_VALUE}) {
        SplitMix64 random = new SplitMix64(width);
        float[] rows = new float[width];
        for (int i = 0; i < width; i++) {
          rows[i] = (float) random.nextGaussian();
        }
        rows[random.nextInt(width)] = huge;
        check("seed and width %d, huge %s".formatted(width, huge), rows, 1, width);
      }
    }
  }

  @Test
  void anImpossibleTokenIsAsGoodAsImpossible() {
    float[] row = {1, Float.NEGATIVE_INFINITY, 2};
    check("one of minus infinity", row.clone(), 1, 3);
    Softmax.rows(row, 1, 3, new double[1]);
    assertThat(row[1]).isBetween(0f, 1e-17f);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void aRowWithoutAnAnswerSaysSo(float bad) {
    float[] rows = {1, bad, 2, /**/ 1, 1, 1};
    double[] logSumExp = new double[2];
    Softmax.rows(rows, 2, 3, logSumExp);
    assertThat(logSumExp[0]).isNaN();
    assertThat(logSumExp[1]).as("the next row").isCloseTo(1 + Math.log(3), within(1e-6));
  }

  @Test
  void leavesTheRestOfALongerArrayAlone() {
    float[] rows = {1, 2, 3, 4, 5, -6, 7};
    double[] logSumExp = {0, 0, 8};
    Softmax.rows(rows, 2, 2, logSumExp);
    assertThat(rows).endsWith(5, -6, 7);
    assertThat(logSumExp[2]).isEqualTo(8);
  }

  private static void check(String what, float[] rows, int rowCount, int width) {
    float[] probabilities = rows.clone();
    double[] logSumExp = new double[rowCount];
    Softmax.rows(probabilities, rowCount, width, logSumExp);
    for (int row = 0; row < rowCount; row++) {
      double max = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < width; i++) {
        max = Math.max(max, rows[row * width + i]);
      }
      double sum = 0;
      for (int i = 0; i < width; i++) {
        sum += Math.exp(rows[row * width + i] - max);
      }
      double total = 0;
      for (int i = 0; i < width; i++) {
        double probability = probabilities[row * width + i];
        double exact = Math.exp(rows[row * width + i] - max) / sum;
        assertThat(probability).as("%s, row %d", what, row).isCloseTo(exact, within(TOLERANCE));
        total += probability;
      }
      assertThat(total).as("%s, row %d, sum", what, row).isCloseTo(1, within(TOLERANCE));
      assertThat(logSumExp[row])
          .as("%s, row %d, log-partition", what, row)
          .isCloseTo(max + Math.log(sum), within(TOLERANCE));
    }
  }
}
