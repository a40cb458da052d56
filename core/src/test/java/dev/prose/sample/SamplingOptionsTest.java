package dev.prose.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SamplingOptionsTest {
  private static final float[] LOG_PROBABILITIES = {
    (float) Math.log(0.1), (float) Math.log(0.4), (float) Math.log(0.2), (float) Math.log(0.3)
  };

  private static void assertGives(SamplingOptions options, double... expected) {
    assertThat(options.apply(LOG_PROBABILITIES)).containsExactly(expected, within(1e-7));
  }

  @Test
  void theDefaultIsTheModelsOwnDistribution() {
    assertGives(SamplingOptions.DEFAULT, 0.1, 0.4, 0.2, 0.3);
  }

  @Test
  void temperatureSharpensAndFlattens() {
    double sum = 0.01 + 0.16 + 0.04 + 0.09;
    assertGives(
        SamplingOptions.DEFAULT.withTemperature(0.5),
        0.01 / sum,
        0.16 / sum,
        0.04 / sum,
        0.09 / sum);
    assertGives(SamplingOptions.DEFAULT.withTemperature(0), 0, 1, 0, 0);
    assertGives(SamplingOptions.DEFAULT.withTemperature(Double.MIN_VALUE), 0, 1, 0, 0);
    assertThat(new SamplingOptions(0, 0, 1).apply(new float[] {-1, -1})).containsExactly(1, 0);
  }

  @Test
  void topKKeepsTheLikeliest() {
    assertGives(SamplingOptions.DEFAULT.withTopK(1), 0, 1, 0, 0);
    assertGives(SamplingOptions.DEFAULT.withTopK(2), 0, 4 / 7.0, 0, 3 / 7.0);
    assertGives(SamplingOptions.DEFAULT.withTopK(100), 0.1, 0.4, 0.2, 0.3);
    assertThat(SamplingOptions.DEFAULT.withTopK(2).apply(new float[] {-1, -1, -1}))
        .as("exactly k among equals, the lowest ids")
        .containsExactly(0.5, 0.5, 0);
  }

  @Test
  void topPKeepsTheFewestThatReachIt() {
    assertGives(SamplingOptions.DEFAULT.withTopP(1e-9), 0, 1, 0, 0);
    assertGives(SamplingOptions.DEFAULT.withTopP(0.69), 0, 4 / 7.0, 0, 3 / 7.0);
    assertGives(SamplingOptions.DEFAULT.withTopP(0.71), 0, 4 / 9.0, 2 / 9.0, 3 / 9.0);
    assertGives(SamplingOptions.DEFAULT.withTopP(1), 0.1, 0.4, 0.2, 0.3);
  }

  @Test
  void topPIsTakenOfWhatTopKLeaves() {
    // Of 4/7 and 3/7 the first alone reaches 0.5.
    assertGives(new SamplingOptions(1, 2, 0.5), 0, 1, 0, 0);
  }

  @Test
  void whatIsImpossibleStaysSo() {
    float[] logProbabilities = {Float.NEGATIVE_INFINITY, 0, Float.NEGATIVE_INFINITY};
    assertThat(new SamplingOptions(100, 3, 1).apply(logProbabilities)).containsExactly(0, 1, 0);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    for (double temperature : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SamplingOptions(temperature, 0, 1))
          .withMessageContaining("temperature");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new SamplingOptions(1, -1, 1));
    for (double topP : new double[] {0, -1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new SamplingOptions(1, 0, topP));
    }
  }
}
