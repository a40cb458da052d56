package dev.prose.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AliasTableTest {
  @Test
  void itHoldsItsDistributionExactly() {
    for (long seed = 0; seed < 300; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      double[] probabilities = new double[1 + random.nextInt(200)];
      double sum = 0;
      for (int i = 0; i < probabilities.length; i++) {
        probabilities[i] = random.nextInt(4) == 0 ? 0 : Math.exp(4 * random.nextGaussian());
        sum += probabilities[i];
      }
      probabilities[0] += 1e-3;
      sum += 1e-3;
      for (int i = 0; i < probabilities.length; i++) {
        probabilities[i] /= sum;
      }
      double[] held = new AliasTable(probabilities).probabilities(probabilities.length);
      for (int i = 0; i < probabilities.length; i++) {
        assertThat(Math.abs(held[i] - probabilities[i]))
            .as("seed %d, outcome %d", seed, i)
            .isLessThan(1e-14);
      }
    }
  }
}
