package dev.prose.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.random.SplitMix64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NarrowDoubleTest {
  private static double kept(double value) {
    return NarrowDouble.value(NarrowDouble.code(value));
  }

  @Test
  void aNumberIsKeptToOnePartIn2To33() {
    SplitMix64 random = new SplitMix64(1);
    for (int i = 0; i < 100_000; i++) {
      double value = Math.scalb(1 + random.nextDouble(), random.nextInt(256) - 200);
      if (NarrowDouble.canKeep(value)) {
        double kept = kept(value);
        assertThat(kept / value).as("%a", value).isCloseTo(1, within(0x1p-33));
        assertThat(kept(kept)).isEqualTo(kept);
        assertThat(NarrowDouble.code(value)).isBetween(1L, (1L << 40) - 1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 0.5, 0.375, 1024, 0x1.00000001p-199, 0x1.ffffffffp55})
  void aNumberOf33BitsIsKeptAsItIs(double value) {
    assertThat(NarrowDouble.canKeep(value)).isTrue();
    assertThat(kept(value)).isEqualTo(value);
  }

  @Test
  void theNextCodeIsOfTheNextNumber() {
    assertThat(kept(1 + 0.49 * 0x1p-32)).isEqualTo(1);
    assertThat(kept(1 + 0.51 * 0x1p-32)).isEqualTo(1 + 0x1p-32);
    assertThat(kept(Math.nextDown(1.0))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.MIN_VALUE, 1e-300, 1e-99, 0x1p-201, 0x1p-200})
  void whatIsSmallerBecomesTheLeastAndNot0(double value) {
    assertThat(NarrowDouble.canKeep(value)).isTrue();
    assertThat(kept(value)).isEqualTo(0x1p-200 * (1 + 0x1p-32));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0x1p-60, 0x1.ffffffffcp55, 0x1p56, Double.MAX_VALUE, Double.NaN})
  void otherNumbersCannotBeKept(double value) {
    assertThat(NarrowDouble.canKeep(value)).isFalse();
  }
}
