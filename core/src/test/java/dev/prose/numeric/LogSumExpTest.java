package dev.prose.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.random.SplitMix64;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogSumExpTest {
  private static double aboveMax(float... logits) {
    return LogSumExp.aboveMax(logits, LogSumExp.max(logits), new double[logits.length]);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 10, 100, 10_000})
  void agreesWithTheDefinitionOnRandomLogits(double spread) {
    for (int size = 1; size <= 200; size++) {
      SplitMix64 random = new SplitMix64(size);
      float[] logits = new float[size];
      for (int i = 0; i < size; i++) {
        logits[i] = (float) (random.nextGaussian() * spread);
      }
      double max = Double.NEGATIVE_INFINITY;
      for (float logit : logits) {
        max = Math.max(max, logit);
      }
      double sum = 0;
      for (float logit : logits) {
        sum += Math.exp(logit - max);
      }
      assertThat((double) LogSumExp.max(logits)).isEqualTo(max);
      assertThat(aboveMax(logits))
          .as("seed and size %d, spread %s", size, spread)
          .isCloseTo(Math.log(sum), within(1e-12));
    }
  }

  @Test
  void ofEqualLogitsItIsTheLogarithmOfTheirNumber() {
    for (float logit : new float[] {0, -3.5f, 1e30f, -Float.MAX_VALUE}) {
      float[] logits = new float[50];
      Arrays.fill(logits, logit);
      assertThat(aboveMax(logits)).isCloseTo(Math.log(50), within(1e-12));
    }
  }

  @Test
  void whatIsImpossibleCountsNothing() {
    assertThat(aboveMax(3, Float.NEGATIVE_INFINITY, 3)).isCloseTo(Math.log(2), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void logitsWithoutAnAnswerSaySo(float bad) {
    assertThat(aboveMax(1, bad, 2)).isNaN();
  }
}
