package dev.prose.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.random.SplitMix64;
import org.junit.jupiter.api.Test;

class LogarithmTest {
  @Test
  void itIsTheLogarithmFromTheSmallestNormalNumberToTheLargest() {
    SplitMix64 random = new SplitMix64(1);
    for (int i = 0; i < 200_000; i++) {
      int bits = random.nextInt(0x7F800000 - 0x00800000) + 0x00800000;
      float x = Float.intBitsToFloat(bits);
      double expected = Math.log(x);
      assertThat((double) Logarithm.of(x))
          .as("%s", x)
          .isCloseTo(expected, within(Math.max(2e-7, 3e-7 * Math.abs(expected))));
    }
    assertThat(Logarithm.of(1)).isZero();
  }

  @Test
  void manyAtOnceAreTheSame() {
    float[] values = {7, 0.5f, 1, 2, 3, 1e6f, 7};
    Logarithm.of(values, 1, 6);
    assertThat(values)
        .containsExactly(
            7, Logarithm.of(0.5f), 0, Logarithm.of(2), Logarithm.of(3), Logarithm.of(1e6f), 7);
  }
}
