package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.model.BackoffNGramModel;
import dev.prose.model.Cursor;
import dev.prose.model.NGramCursor;
import dev.prose.random.SplitMix64;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model with inconsistent numbers uses them unchanged, and the same way everywhere. */
class UnnormalisedModelTest {
  private static final int MODELS = 100;
  private static final int DRAWS = 2000;

  @Test
  void aProbabilityIsTheSameHoweverItIsAskedFor() {
    double most = 0;
    for (long seed = 0; seed < MODELS; seed++) {
      BackoffNGramModel model = UnnormalisedModels.of(new SplitMix64(seed));
      for (List<Integer> context : RandomTexts.sequences(model.vocabularySize(), 3)) {
        double[] all = BackoffFormTest.after(model, context);
        float[] logarithms = new float[all.length];
        float[] ofAutomaton = new float[all.length];
        NGramCursor cursor = model.cursor();
        Cursor automaton = model.automaton().orElseThrow().cursor();
        context.forEach(cursor::advance);
        context.forEach(automaton::advance);
        cursor.logProbabilities(logarithms);
        automaton.logProbabilities(ofAutomaton);
        for (int token = 0; token < all.length; token++) {
          String where = "seed %d, token %d after %s".formatted(seed, token, context);
          double logarithm = Math.log(all[token]);
          most = Math.max(most, all[token]);
          assertThat(cursor.probability(token)).as(where).isCloseTo(all[token], within(1e-12));
          assertSame(cursor.logProbability(token), logarithm, 1e-12, where);
          assertSame(automaton.logProbability(token), logarithm, 1e-12, where);
          assertSame(logarithms[token], logarithm, 1e-5, where);
          assertSame(ofAutomaton[token], logarithm, 1e-5, where);
        }
      }
    }
    assertThat(most).as("the largest probability").isGreaterThan(1.2);
  }

  private static void assertSame(double actual, double expected, double within, String where) {
    if (Double.isInfinite(expected)) {
      assertThat(actual).as(where).isEqualTo(expected);
    } else {
      assertThat(actual).as(where).isCloseTo(expected, within(within));
    }
  }

  @Test
  void drawsAreInProportionToTheProbabilities() {
    for (long seed = 0; seed < MODELS; seed++) {
      BackoffNGramModel model = UnnormalisedModels.of(new SplitMix64(seed));
      for (List<Integer> context : RandomTexts.sequences(model.vocabularySize(), 2)) {
        double[] expected = BackoffFormTest.after(model, context);
        double sum = Arrays.stream(expected).sum();
        for (int token = 0; token < expected.length; token++) {
          expected[token] = sum == 0 ? 1.0 / expected.length : expected[token] / sum;
        }
        NGramCursor cursor = model.cursor();
        context.forEach(cursor::advance);
        double[] drawn = new double[expected.length];
        for (int i = 0; i < DRAWS; i++) {
          drawn[cursor.draw(NGramModelContract.always((i + 0.5) / DRAWS))] += 1.0 / DRAWS;
        }
        assertThat(drawn)
            .as("seed %d, after %s", seed, context)
            .containsExactly(expected, within(1.0 / DRAWS));
      }
    }
  }
}
