package dev.prose.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitMix64Test {
  /** The first outputs for seed 1234567 as published with the algorithm's reference code in C. */
  @Test
  void givesTheReferenceSequence() {
    SplitMix64 random = new SplitMix64(1234567);
    for (String expected :
        new String[] {
          "6457827717110365317",
          "3203168211198807973",
          "9817491932198370423",
          "4593380528125082431",
          "16408922859458223821"
        }) {
      assertThat(random.nextLong()).isEqualTo(Long.parseUnsignedLong(expected));
    }
  }

  @Test
  void streamsDependOnSeedAndIndexAlone() {
    Set<Long> firsts = new HashSet<>();
    for (long seed = 0; seed < 100; seed++) {
      for (long index = 0; index < 100; index++) {
        long first = SplitMix64.stream(seed, index).nextLong();
        assertThat(SplitMix64.stream(seed, index).nextLong()).isEqualTo(first);
        firsts.add(first);
      }
    }
    assertThat(firsts).as("streams that begin alike").hasSize(100 * 100);
  }

  @Test
  void boundedDrawsAreUniform() {
    SplitMix64 random = new SplitMix64(5);
    int draws = 1_000_000;
    int[] counts = new int[7];
    for (int i = 0; i < draws; i++) {
      counts[(int) random.nextLong(7)]++;
    }
    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += Math.pow(count - draws / 7.0, 2) / (draws / 7.0);
    }
    assertThat(chiSquare).as("6 degrees of freedom, 99.9%% quantile").isLessThan(22.46);
    assertThat(random.nextLong(1)).isZero();
    assertThat(random.nextLong(Long.MAX_VALUE)).isBetween(0L, Long.MAX_VALUE - 1);
    assertThatIllegalArgumentException().isThrownBy(() -> random.nextLong(0));
  }

  @Test
  void gaussiansHaveTheMomentsOfTheNormalDistribution() {
    SplitMix64 random = new SplitMix64(11);
    int draws = 1_000_000;
    double mean = 0;
    double square = 0;
    double fourth = 0;
    for (int i = 0; i < draws; i++) {
      double x = random.nextGaussian();
      mean += x / draws;
      square += x * x / draws;
      fourth += x * x * x * x / draws;
    }
    // Four standard errors of each moment's estimate.
    assertThat(mean).isCloseTo(0, within(4 * Math.sqrt(1.0 / draws)));
    assertThat(square).isCloseTo(1, within(4 * Math.sqrt(2.0 / draws)));
    assertThat(fourth).isCloseTo(3, within(4 * Math.sqrt(96.0 / draws)));
  }
}
