package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.AdditiveBigrams;
import dev.prose.count.BigramCounts;
import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.BigramModel;
import dev.prose.model.NGramCursor;
import dev.prose.model.NGramModel;
import dev.prose.random.SplitMix64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdditiveNGramsTest {
  private static final int VOCABULARY = 40;
  private static final Tokens TEXT = text();

  /** Its last token comes nowhere else, and two tokens of the vocabulary nowhere at all. */
  private static Tokens text() {
    int[] ids = new SplitMix64(8).ints(2000, 0, VOCABULARY - 3).toArray();
    ids[ids.length - 1] = VOCABULARY - 3;
    return Tokens.of(ids, VOCABULARY);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1})
  void ofOrderTwoIsTheTableOfTheBigramModel(double alpha) {
    NGramModel model = new AdditiveNGrams(alpha).fit(NGramCounts.of(TEXT, 2));
    BigramModel table = new AdditiveBigrams(alpha).fit(BigramCounts.of(TEXT));
    for (int token = 0; token < VOCABULARY; token++) {
      NGramCursor cursor = model.cursor();
      cursor.advance(token);
      for (int next = 0; next < VOCABULARY; next++) {
        assertThat(cursor.probability(next))
            .as("%d after %d", next, token)
            .isCloseTo(Math.exp(table.logProbability(token, next)), within(1e-6));
      }
    }
  }

  @Test
  void countsOfPairsAreThoseOfNGramsOfOrderTwo() {
    NGramCounts counts = NGramCounts.of(TEXT, 2);
    BigramCounts pairs = BigramCounts.of(TEXT);
    for (int token = 0; token < VOCABULARY; token++) {
      for (int next = 0; next < VOCABULARY; next++) {
        assertThat(counts.countOf(token, next)).isEqualTo(pairs.count(token, next));
      }
    }
  }

  @Test
  void anAlphaOutOfRangeIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new AdditiveNGrams(-0.1));
    assertThatIllegalArgumentException().isThrownBy(() -> new AdditiveNGrams(Double.NaN));
  }
}
