package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.model.LanguageModelContract;
import dev.prose.model.NGramCursor;
import dev.prose.model.NGramModel;
import dev.prose.random.SplitMix64;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What every n-gram model does in addition. */
abstract class NGramModelContract extends LanguageModelContract {
  private static final int DRAWS = 20_000;

  @Override
  protected abstract NGramModel model();

  private double[] probabilitiesAfter(int... tokens) {
    NGramCursor cursor = model().cursor();
    for (int token : tokens) {
      cursor.advance(token);
    }
    double[] probabilities = new double[model().vocabularySize()];
    cursor.probabilities(probabilities);
    return probabilities;
  }

  @Test
  void probabilitiesSumToOneInDoublePrecision() {
    SplitMix64 random = new SplitMix64(1);
    for (int size = 0; size < 100; size++) {
      int[] context = random.ints(size % 12, 0, model().vocabularySize()).toArray();
      assertThat(Arrays.stream(probabilitiesAfter(context)).sum())
          .as("after %s", Arrays.toString(context))
          .isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void onlyTheLastTokensDecide() {
    int[] tokens =
        new SplitMix64(2).ints(30, 0, model().vocabularySize()).filter(t -> t > 0).toArray();
    int[] last = Arrays.copyOfRange(tokens, tokens.length - (model().order() - 1), tokens.length);
    assertThat(probabilitiesAfter(tokens)).isEqualTo(probabilitiesAfter(last));
  }

  @Test
  void whatEvenlySpreadNumbersDrawIsSpreadAsTheProbabilitiesAre() {
    SplitMix64 random = new SplitMix64(6);
    for (int size = 0; size < 8; size++) {
      int[] context = random.ints(size, 0, model().vocabularySize()).toArray();
      NGramCursor cursor = model().cursor();
      for (int token : context) {
        cursor.advance(token);
      }
      double[] drawn = new double[model().vocabularySize()];
      for (int i = 0; i < DRAWS; i++) {
        drawn[cursor.draw(always((i + 0.5) / DRAWS))] += 1.0 / DRAWS;
      }
      // Each of a token's intervals, one per context, is cut off at both ends.
      assertThat(drawn)
          .as("after %s", Arrays.toString(context))
          .containsExactly(probabilitiesAfter(context), within(2.0 * model().order() / DRAWS));
      assertThat(cursor.draw(always(Math.nextDown(1.0)))).isBetween(0, drawn.length - 1);
    }
  }

  /** A random source that always gives the same number. */
  static RandomGenerator always(double uniform) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new UnsupportedOperationException("only fractions are asked for");
      }

      @Override
      public double nextDouble() {
        return uniform;
      }
    };
  }
}
