package dev.prose.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.prose.data.Tokens;
import dev.prose.model.BigramModel;
import dev.prose.random.SplitMix64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BigramCountsTest {
  private static Tokens random(long seed, int size, int vocabularySize) {
    return Tokens.of(new SplitMix64(seed).ints(size, 0, vocabularySize).toArray(), vocabularySize);
  }

  @Test
  void everyPairOfNeighboursIsCounted() {
    for (int vocabularySize : new int[] {1, 2, 5, 300}) {
      Tokens tokens = random(vocabularySize, 1000, vocabularySize);
      Map<List<Integer>, Long> expected = new HashMap<>();
      for (int i = 1; i < tokens.size(); i++) {
        expected.merge(List.of(tokens.at(i - 1), tokens.at(i)), 1L, Long::sum);
      }
      BigramCounts counts = BigramCounts.of(tokens);
      assertThat(counts.total()).isEqualTo(999);
      for (int token = 0; token < vocabularySize; token++) {
        long followed = 0;
        for (int next = 0; next < vocabularySize; next++) {
          assertThat(counts.count(token, next))
              .isEqualTo(expected.getOrDefault(List.of(token, next), 0L));
          followed += counts.count(token, next);
        }
        assertThat(counts.count(token)).isEqualTo(followed);
      }
    }
    assertThat(BigramCounts.of(random(1, 1, 5)).total()).isZero();
    assertThat(BigramCounts.of(random(1, 0, 5)).total()).isZero();
  }

  @Test
  void theOptimumIsTheConditionalEntropy() {
    // a a b a: after a come a and b once each (ln 2 each), after b always a (0): 2 ln 2 / 3.
    BigramCounts counts = BigramCounts.of(Tokens.of(new int[] {0, 0, 1, 0}, 2));
    assertThat(counts.optimum()).isCloseTo(2 * Math.log(2) / 3, within(1e-15));
  }

  @Test
  void noTableBeatsTheOptimumAndTheRelativeFrequenciesReachIt() {
    for (long seed = 0; seed < 20; seed++) {
      BigramCounts counts = BigramCounts.of(random(seed, 500, 6));
      BigramModel best = new AdditiveBigrams(0).fit(counts);
      assertThat(counts.crossEntropy(best))
          .as("seed %d", seed)
          .isCloseTo(counts.optimum(), within(1e-6));
      SplitMix64 noise = new SplitMix64(seed);
      float[] logits = best.logits();
      for (int i = 0; i < logits.length; i++) {
        logits[i] += (float) (0.1 * noise.nextGaussian());
      }
      assertThat(counts.crossEntropy(new BigramModel(6, logits)))
          .as("seed %d", seed)
          .isGreaterThan(counts.optimum() + 1e-4);
    }
  }

  @Test
  void additiveSmoothingIsItsFormula() {
    BigramCounts counts = BigramCounts.of(Tokens.of(new int[] {0, 0, 1, 0, 2}, 4));
    BigramModel model = new AdditiveBigrams(0.5).fit(counts);
    // 0 is followed by 0, 1 and 2 once each; 1 by 0; 2 and 3 by nothing.
    double[][] expected = {
      {1.5 / 5, 1.5 / 5, 1.5 / 5, 0.5 / 5},
      {1.5 / 3, 0.5 / 3, 0.5 / 3, 0.5 / 3},
      {0.25, 0.25, 0.25, 0.25},
      {0.25, 0.25, 0.25, 0.25}
    };
    for (int token = 0; token < 4; token++) {
      for (int next = 0; next < 4; next++) {
        assertThat(Math.exp(model.logProbability(token, next)))
            .isCloseTo(expected[token][next], within(1e-7));
      }
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new AdditiveBigrams(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new AdditiveBigrams(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new AdditiveBigrams(1e308));
    assertThat(counts.crossEntropy(new AdditiveBigrams(AdditiveBigrams.MAX_ALPHA).fit(counts)))
        .isCloseTo(Math.log(4), within(1e-6));
  }

  @Test
  void withoutSmoothingAnUnseenPairIsImpossible() {
    BigramCounts train = BigramCounts.of(Tokens.of(new int[] {0, 0, 1, 0, 2}, 4));
    BigramCounts validation = BigramCounts.of(Tokens.of(new int[] {0, 1, 1, 1, 0, 0, 3}, 4));
    assertThat(validation.impossibleUnder(train)).isEqualTo(new BigramCounts.Unseen(3, 2));
    assertThat(train.impossibleUnder(train)).isEqualTo(new BigramCounts.Unseen(0, 0));
    assertThat(validation.crossEntropy(new AdditiveBigrams(0).fit(train)))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(validation.crossEntropy(AdditiveBigrams.LAPLACE.fit(train))).isFinite();
  }

  @Test
  void afterATokenThatNothingFollowedNoPairIsImpossible() {
    BigramCounts train = BigramCounts.of(Tokens.of(new int[] {0, 1, 0, 1}, 3));
    BigramCounts validation = BigramCounts.of(Tokens.of(new int[] {0, 1, 0, 1, 0}, 3));
    BigramCounts newToken = BigramCounts.of(Tokens.of(new int[] {2, 0, 1}, 3));
    assertThat(newToken.impossibleUnder(train)).isEqualTo(new BigramCounts.Unseen(0, 0));
    assertThat(newToken.crossEntropy(new AdditiveBigrams(0).fit(train)))
        .isCloseTo(Math.log(3) / 2, within(1e-7));
    assertThat(validation.impossibleUnder(train)).isEqualTo(new BigramCounts.Unseen(0, 0));
  }

  @Test
  void theLossIsInfiniteExactlyWhereAPairIsImpossible() {
    for (long seed = 1; seed <= 200; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      BigramCounts train = BigramCounts.of(Tokens.of(random.ints(6, 0, 4).toArray(), 4));
      BigramCounts validation = BigramCounts.of(Tokens.of(random.ints(4, 0, 4).toArray(), 4));
      assertThat(Double.isInfinite(validation.crossEntropy(new AdditiveBigrams(0).fit(train))))
          .as("seed %d", seed)
          .isEqualTo(validation.impossibleUnder(train).occurrences() > 0);
    }
  }
}
