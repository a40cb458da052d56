package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.NGramCounts;
import dev.prose.model.BackoffNGramModel;
import dev.prose.model.NGramCursor;
import dev.prose.model.NGramModel;
import dev.prose.random.SplitMix64;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffFormTest {
  static final List<Smoothing> SMOOTHINGS =
      List.of(
          KneserNey.ESTIMATED,
          new WittenBell(),
          new AbsoluteDiscounting(),
          new AdditiveNGrams(0.5));

  static double[] after(NGramModel model, List<Integer> context) {
    NGramCursor cursor = model.cursor();
    context.forEach(cursor::advance);
    double[] distribution = new double[model.vocabularySize()];
    cursor.probabilities(distribution);
    return distribution;
  }

  @Test
  void saysTheSameAfterEveryContext() {
    for (long seed = 0; seed < 40; seed++) {
      NGramCounts counts = RandomTexts.counts(new SplitMix64(seed));
      for (Smoothing smoothing : SMOOTHINGS) {
        NGramModel model = smoothing.fit(counts);
        BackoffNGramModel explicit = BackoffForm.of(model);
        int longest = Math.min(counts.order(), 4);
        for (List<Integer> context : RandomTexts.sequences(counts.vocabularySize(), longest)) {
          if (smoothing instanceof AdditiveNGrams && context.size() < counts.order() - 1) {
            continue; // at the beginning of a text the two differ
          }
          assertThat(after(explicit, context))
              .as("seed %d, %s, after %s", seed, smoothing, context)
              .containsExactly(after(model, context), within(1e-12));
        }
      }
    }
  }

  @Test
  void aBackoffModelIsReturnedUnchanged() {
    BackoffNGramModel model =
        BackoffForm.of(new WittenBell().fit(RandomTexts.counts(new SplitMix64(1))));
    assertThat(BackoffForm.of(model)).isSameAs(model);
  }
}
