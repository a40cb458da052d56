package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.NGramCounts;
import dev.prose.count.RandomText;
import dev.prose.data.Tokens;
import dev.prose.model.NGramScores;
import java.util.List;
import org.junit.jupiter.api.Test;

class StupidBackoffTest {
  @Test
  void scoresAreTheFormulaAfterEveryContext() {
    RandomText.forEach(
        60,
        text -> {
          TextbookSmoothing textbook = TextbookSmoothing.ofOccurrences(text);
          NGramScores scores = new StupidBackoff(0.3).fit(text.counts());
          for (List<Integer> tokens : text.contexts()) {
            int[] context = tokens.stream().mapToInt(i -> i).toArray();
            for (int token = 0; token < text.vocabularySize(); token++) {
              assertThat(scores.score(token, context))
                  .as("%d after %s, %s", token, tokens, text)
                  .isCloseTo(
                      textbook.stupidBackoff(token, textbook.context(tokens), 0.3),
                      within(1e-9)); // numbers of 5 bytes
            }
          }
        });
  }

  @Test
  void everyTokenLeftOutOfTheContextTakesTheFactor() {
    // 0 1 0 2: after 1 comes 0; 2 1 was never seen, nor anything after 3.
    NGramScores scores =
        StupidBackoff.DEFAULT.fit(NGramCounts.of(Tokens.of(new int[] {0, 1, 0, 2}, 4), 3));
    assertThat(scores.score(0, 0, 1)).isEqualTo(1);
    assertThat(scores.score(0, 2, 1)).isCloseTo(0.4, within(1e-10)); // a number of 5 bytes
    assertThat(scores.score(2, 2, 1)).isCloseTo(0.4 * 0.4 * 0.25, within(1e-10));
    assertThat(scores.score(2, 3, 3)).isCloseTo(0.4 * 0.4 * 0.25, within(1e-10));
    assertThat(scores.score(3, 0)).isZero();
  }

  @Test
  void anInvalidFactorIsRefused() {
    for (double factor : new double[] {0, 1, -0.4, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new StupidBackoff(factor));
    }
  }
}
