package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.column.DoubleColumn;
import dev.prose.column.IntColumn;
import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.BackoffNGramModel;
import dev.prose.model.InterpolatedNGramModel;
import dev.prose.model.NGramTrie;
import dev.prose.random.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Numbers of 5 bytes are exact enough for probabilities to add up to 1. */
class NarrowModelTest {
  private static void assertAddsUp(BackoffNGramModel model, List<Integer> context, long seed) {
    double[] distribution = BackoffFormTest.after(model, context);
    assertThat(Arrays.stream(distribution).sum())
        .as("seed %d, order %d, after %s", seed, model.order(), context)
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void prunedAndCutModelsAddUpToOneAfterEveryContext() {
    for (long seed = 0; seed < 200; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      NGramCounts counts = RandomTexts.counts(random);
      Smoothing smoothing =
          BackoffFormTest.SMOOTHINGS.get(random.nextInt(BackoffFormTest.SMOOTHINGS.size()));
      InterpolatedNGramModel whole = smoothing.fit(counts);
      InterpolatedNGramModel cut = new CountCutoffs(List.of(1, 1, 2)).apply(whole, counts);
      double threshold = Math.pow(10, -1 - random.nextDouble() * 4);
      List<BackoffNGramModel> models =
          List.of(
              BackoffForm.of(whole).narrowed(),
              BackoffForm.of(cut).narrowed(),
              new EntropyPruning(threshold).prune(BackoffForm.of(whole)),
              new EntropyPruning(threshold).prune(BackoffForm.of(whole), counts),
              new EntropyPruning(threshold).prune(BackoffForm.of(cut)));
      int longest = Math.min(counts.order() - 1, 4);
      for (List<Integer> context : RandomTexts.sequences(counts.vocabularySize(), longest)) {
        for (BackoffNGramModel model : models) {
          assertAddsUp(model, context, seed);
        }
      }
    }
  }

  @Test
  void longContextsAddUpToo() {
    for (long seed = 0; seed < 8; seed++) {
      Tokens text = GeneratedText.of(seed, 3000);
      int order = 9 + 3 * (int) seed;
      NGramCounts counts = NGramCounts.of(text, order);
      BackoffNGramModel wide = BackoffForm.of(KneserNey.ESTIMATED.fit(counts));
      BackoffNGramModel narrow = wide.narrowed();
      BackoffNGramModel pruned = new EntropyPruning(1e-5).prune(wide, counts);
      for (int end = order; end < 3000; end += 7) {
        List<Integer> context = new ArrayList<>();
        for (int place = end - order; place < end; place++) {
          context.add(text.at(place));
        }
        assertAddsUp(narrow, context, seed);
        assertAddsUp(pruned, context, seed);
      }
    }
  }

  /**
   * After many tokens 0, what is left for the other one is what the shorter contexts leave to it,
   * and each number that this takes is rounded by half of what it can be, all up.
   */
  @Test
  void upToOrder9EvenTheWorstRoundingsAddUp() {
    double up = 1 + 0x1.00001p-33;
    List<IntColumn> tokens = new ArrayList<>(List.of(IntColumn.of(1, 0, 1)));
    List<IntColumn> first = new ArrayList<>(List.of(IntColumn.of(4, 0, 2, 2)));
    List<DoubleColumn> probabilities = new ArrayList<>(List.of(column(0.5, 0.5)));
    List<DoubleColumn> weights = new ArrayList<>(List.of(column(1, 1)));
    double other = up / 2;
    probabilities.add(column(1 - other, other));
    for (int length = 3; length <= 9; length++) {
      first.add(length == 3 ? IntColumn.of(4, 0, 1, 1) : IntColumn.of(4, 0, 1));
      tokens.add(IntColumn.of(1, 0));
      weights.add(length == 3 ? column(up, 1) : column(up));
      other *= up;
      probabilities.add(column(1 - other));
    }
    BackoffNGramModel wide =
        new BackoffNGramModel(
            new NGramTrie(2, tokens, first), OptionalInt.empty(), probabilities, weights);
    List<Integer> context = List.of(0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(Arrays.stream(BackoffFormTest.after(wide, context)).sum())
        .isCloseTo(1, within(1e-15));
    BackoffNGramModel narrow = wide.narrowed();
    assertThat(BackoffFormTest.after(narrow, context)[1] / other)
        .isCloseTo(1 + 9e-10, within(4e-11));
    assertAddsUp(narrow, context, 0);
  }

  @Test
  void weightsThatAreTooLargeStayAsTheyAre() {
    NGramTrie trie =
        new NGramTrie(2, List.of(IntColumn.of(1, 0)), List.of(IntColumn.of(4, 0, 1, 1)));
    BackoffNGramModel model =
        new BackoffNGramModel(
                trie,
                OptionalInt.empty(),
                List.of(column(1, 1e-30), column(0.7)),
                List.of(column(0.3e30, 1)))
            .narrowed();
    assertThat(model.weights().getFirst().width()).isEqualTo(8);
    assertThat(model.probabilities().getLast().width()).isEqualTo(5);
    assertAddsUp(model, List.of(0), 0);
  }

  private static DoubleColumn column(double... values) {
    DoubleColumn column = DoubleColumn.ofSize(values.length);
    for (int i = 0; i < values.length; i++) {
      column.set(i, values[i]);
    }
    return column;
  }
}
