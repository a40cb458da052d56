package dev.prose.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.data.Tokens;
import dev.prose.random.SplitMix64;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UnigramCountsTest {
  @Test
  void everyTokenIsCounted() {
    int[] ids = new SplitMix64(1).ints(10_000, 0, 300).toArray();
    UnigramCounts counts = UnigramCounts.of(Tokens.of(ids, 301));
    assertThat(counts.total()).isEqualTo(10_000);
    assertThat(counts.vocabularySize()).isEqualTo(301);
    for (int token = 0; token < 301; token++) {
      int wanted = token;
      assertThat(counts.count(token))
          .isEqualTo(Arrays.stream(ids).filter(id -> id == wanted).count());
    }
  }

  @Test
  void theOptimumIsTheEntropy() {
    // a half, two quarters, and one that never occurs: 1.5 bits.
    UnigramCounts counts = UnigramCounts.of(Tokens.of(new int[] {0, 1, 0, 3}, 4));
    assertThat(counts.optimum()).isCloseTo(1.5 * Math.log(2), within(1e-15));
    assertThat(UnigramCounts.of(Tokens.of(new int[] {2, 2}, 3)).optimum()).isZero();
    assertThat(UnigramCounts.of(Tokens.of(new int[0], 3)).optimum()).isNaN();
  }

  @Test
  void knowingTheLastTokenNeverHurts() {
    for (long seed = 0; seed < 20; seed++) {
      int[] ids = new SplitMix64(seed).ints(200, 0, 6).toArray();
      ids[199] = ids[0]; // a circle: the contexts have the same frequencies as what follows
      Tokens followers = Tokens.of(Arrays.copyOfRange(ids, 1, 200), 6);
      assertThat(BigramCounts.of(Tokens.of(ids, 6)).optimum())
          .as("seed %d", seed)
          .isLessThan(UnigramCounts.of(followers).optimum());
    }
  }
}
