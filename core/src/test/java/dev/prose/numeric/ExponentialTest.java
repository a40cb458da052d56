package dev.prose.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExponentialTest {
  @Test
  void isAsAccurateAsItSays() {
    int perUnit = 1 << 14;
    double relative = 0;
    double absolute = 0;
    for (int i = 0; i <= 100 * perUnit; i++) {
      float x = -(float) i / perUnit;
      double exact = Math.exp(x);
      double error = Math.abs(Exponential.ofNonPositive(x) - exact);
      if (x > -12) {
        relative = Math.max(relative, error / exact);
      } else {
        absolute = Math.max(absolute, error);
      }
    }
    assertThat(Exponential.ofNonPositive(0)).isEqualTo(1);
    assertThat(relative).as("relative error above -12").isLessThan(5e-6);
    assertThat(absolute).as("absolute error from -12 down").isLessThan(3e-11);
  }
}
