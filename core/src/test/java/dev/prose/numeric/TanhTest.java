package dev.prose.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TanhTest {
  @Test
  void isWithinAMillionthEverywhere() {
    float[] values = new float[400_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i - 200_000) / 10_000f;
    }
    float[] tanh = new float[values.length];
    float[] logistic = new float[values.length];
    Tanh.of(values, tanh, values.length);
    Tanh.logistic(values, logistic, values.length);
    for (int i = 0; i < values.length; i++) {
      assertThat((double) tanh[i])
          .as("%s", values[i])
          .isCloseTo(Math.tanh(values[i]), within(1e-6));
      assertThat(Math.abs(tanh[i])).isLessThanOrEqualTo(1);
      assertThat((double) logistic[i])
          .as("%s", values[i])
          .isCloseTo(1 / (1 + Math.exp(-values[i])), within(1e-6));
    }
  }

  @Test
  void whatIsNotANumberStaysSo() {
    float[] values = {
      Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0, Float.MIN_VALUE
    };
    Tanh.of(values, values, values.length);
    assertThat(values[0]).isNaN();
    assertThat(values[1]).isCloseTo(1, within(1e-6f));
    assertThat(values[2]).isCloseTo(-1, within(1e-6f));
    assertThat(values[3]).isZero();
    assertThat(values[4]).isZero();
  }
}
