package dev.prose.neural.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutTest {
  private static final int WIDTH = 257;

  private static float[] mask(double rate, long seed, int place, int row) {
    float[] mask = new float[WIDTH];
    Arrays.fill(mask, 1);
    new Dropout(rate).apply(mask, mask, WIDTH, Dropout.seed(seed, place), row, 0);
    return mask;
  }

  @Test
  void leavesOutTheRateAndKeepsTheMean() {
    for (double rate : new double[] {0.1, 0.5, 0.9}) {
      double sum = 0;
      int zeros = 0;
      for (int row = 0; row < 1000; row++) {
        for (float factor : mask(rate, 5, 0, row)) {
          sum += factor;
          zeros += factor == 0 ? 1 : 0;
        }
      }
      double count = 1000.0 * WIDTH;
      assertThat(zeros / count).isCloseTo(rate, within(0.004));
      assertThat(sum / count).isCloseTo(1, within(0.02));
    }
  }

  @Test
  void isAFunctionOfSeedPlaceRowAndColumn() {
    float[] mask = mask(0.5, 5, 1, 2);
    assertThat(mask(0.5, 5, 1, 2)).isEqualTo(mask);
    assertThat(mask(0.5, 6, 1, 2)).isNotEqualTo(mask);
    assertThat(mask(0.5, 5, 2, 2)).isNotEqualTo(mask);
    assertThat(mask(0.5, 5, 1, 3)).isNotEqualTo(mask);
    float[] part = {1, 1, 1};
    new Dropout(0.5).apply(part, part, 3, Dropout.seed(5, 1), 2, 40);
    assertThat(part).containsExactly(Arrays.copyOfRange(mask, 40, 43));
  }

  @Test
  void rateZeroLeavesOutNothingAndAnyOtherRateSomething() {
    assertThat(mask(0, 5, 1, 2)).containsOnly(1);
    assertThat(new Dropout(0).leavesOut()).isFalse();
    assertThat(new Dropout(Double.MIN_VALUE).leavesOut()).isTrue();
    assertThat(mask(Math.nextDown(1.0), 5, 1, 2)).doesNotContain(Float.POSITIVE_INFINITY);
  }

  @Test
  void neighboursAreLeftOutIndependently() {
    int both = 0;
    for (int row = 0; row < 1000; row++) {
      float[] mask = mask(0.5, 7, 0, row);
      float[] next = mask(0.5, 7, 0, row + 1);
      for (int i = 1; i < WIDTH; i++) {
        both += mask[i] == 0 && mask[i - 1] == 0 && next[i] == 0 ? 1 : 0;
      }
    }
    assertThat(both / (1000.0 * (WIDTH - 1))).isCloseTo(1.0 / 8, within(0.004));
  }
}
