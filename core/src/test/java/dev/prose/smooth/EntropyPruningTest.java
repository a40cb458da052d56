package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.BackoffNGramModel;
import dev.prose.random.SplitMix64;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EntropyPruningTest {
  private static BackoffNGramModel model(long seed) {
    SplitMix64 random = new SplitMix64(seed);
    NGramCounts counts = RandomTexts.counts(random);
    int which = random.nextInt(BackoffFormTest.SMOOTHINGS.size());
    return BackoffForm.of(BackoffFormTest.SMOOTHINGS.get(which).fit(counts));
  }

  @Test
  void removesWhatTheDefinitionRemoves() {
    for (long seed = 0; seed < 60; seed++) {
      BackoffNGramModel model = model(seed);
      double threshold = Math.pow(10, -1 - new SplitMix64(seed).nextDouble() * 4);
      BackoffNGramModel pruned = new EntropyPruning(threshold).prune(model);
      TextbookBackoff expected = TextbookBackoff.of(model).pruned(threshold, model.order());
      assertThat(TextbookBackoff.of(pruned).nGrams())
          .as("seed %d, threshold %s", seed, threshold)
          .isEqualTo(expected.nGrams());
      // Pruned once more, contexts whose ends were pruned are judged too.
      BackoffNGramModel twice = new EntropyPruning(10 * threshold).prune(pruned);
      assertThat(TextbookBackoff.of(twice).nGrams())
          .as("seed %d, threshold %s, again", seed, threshold)
          .isEqualTo(expected.pruned(10 * threshold, model.order()).nGrams());
    }
  }

  @Test
  void countsTellHowOftenHistoriesComeUp() {
    for (long seed = 0; seed < 60; seed++) {
      NGramCounts counts = RandomTexts.counts(new SplitMix64(seed));
      BackoffNGramModel model = BackoffForm.of(KneserNey.ESTIMATED.fit(counts));
      double total = total(counts);
      TextbookBackoff expected =
          TextbookBackoff.of(model)
              .pruned(
                  0.003,
                  model.order(),
                  context -> counts.countOf(context.stream().mapToInt(t -> t).toArray()) / total);
      BackoffNGramModel pruned = new EntropyPruning(0.003).prune(model, counts);
      assertThat(TextbookBackoff.of(pruned).nGrams())
          .as("seed %d", seed)
          .isEqualTo(expected.nGrams());
      // Also where the model no longer has all that was counted.
      BackoffNGramModel twice = new EntropyPruning(0.03).prune(pruned, counts);
      assertThat(twice.trie().size()).as("seed %d", seed).isLessThanOrEqualTo(pruned.trie().size());
      for (List<Integer> context : RandomTexts.sequences(model.vocabularySize(), 3)) {
        assertThat(Arrays.stream(BackoffFormTest.after(twice, context)).sum())
            .as("seed %d, after %s", seed, context)
            .isCloseTo(1, within(1e-9));
      }
    }
  }

  private static double total(NGramCounts counts) {
    return IntStream.range(0, counts.vocabularySize()).mapToLong(t -> counts.count(1, t)).sum();
  }

  @Test
  void countsOfAnotherVocabularyAreRefused() {
    NGramCounts counts = NGramCounts.of(Tokens.of(new int[] {0, 1}, 2), 2);
    BackoffNGramModel other =
        BackoffForm.of(new WittenBell().fit(NGramCounts.of(Tokens.of(new int[] {0}, 3), 2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EntropyPruning(0.1).prune(other, counts))
        .withMessage("the model has 3 tokens and the order 2, but the counts 2 and 2");
  }

  @Test
  void whatIsLeftIsAsInTheTextbookAndAddsUpToOneAfterEveryContext() {
    for (long seed = 0; seed < 60; seed++) {
      BackoffNGramModel model = model(seed);
      BackoffNGramModel pruned = new EntropyPruning(0.003).prune(model);
      TextbookBackoff expected = TextbookBackoff.of(model).pruned(0.003, model.order());
      int longest = Math.min(model.order() - 1, 4);
      for (List<Integer> context : RandomTexts.sequences(model.vocabularySize(), longest)) {
        double[] distribution = BackoffFormTest.after(pruned, context);
        assertThat(Arrays.stream(distribution).sum())
            .as("seed %d, after %s", seed, context)
            .isCloseTo(1, within(1e-9));
        if (model.separator().isEmpty()) {
          for (int token = 0; token < distribution.length; token++) {
            assertThat(distribution[token])
                .as("seed %d, %d after %s", seed, token, context)
                .isCloseTo(
                    expected.probability(context, token), within(1e-9)); // numbers of 5 bytes
          }
        }
      }
    }
  }

  @Test
  void aLargerThresholdNeverKeepsMoreAndNoneChangesNothing() {
    for (long seed = 0; seed < 40; seed++) {
      BackoffNGramModel model = model(seed);
      BackoffNGramModel narrow = model.narrowed();
      assertThat(new EntropyPruning(0).prune(narrow)).isSameAs(narrow);
      assertThat(new EntropyPruning(0).prune(model).trie()).isSameAs(model.trie());
      Set<List<Integer>> before = TextbookBackoff.of(model).nGrams();
      for (double threshold = 1e-6; threshold < 10; threshold *= 10) {
        Set<List<Integer>> kept =
            TextbookBackoff.of(new EntropyPruning(threshold).prune(model)).nGrams();
        assertThat(before).as("seed %d, threshold %s", seed, threshold).containsAll(kept);
        before = kept;
      }
    }
  }

  @Test
  void anInvalidThresholdIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EntropyPruning(-1e-9))
        .withMessage("the threshold must be 0 or more, but is -1.0E-9");
    assertThatIllegalArgumentException().isThrownBy(() -> new EntropyPruning(Double.NaN));
  }
}
