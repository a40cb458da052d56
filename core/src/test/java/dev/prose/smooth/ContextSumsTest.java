package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.NGramCounts;
import dev.prose.model.BackoffNGramModel;
import dev.prose.model.NGramTrie;
import dev.prose.random.SplitMix64;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ContextSumsTest {
  /** The contexts that a model knows and that can come up, shorter ones too. */
  private static List<List<Integer>> contexts(BackoffNGramModel model) {
    NGramTrie trie = model.trie();
    return RandomTexts.sequences(model.vocabularySize(), model.order() - 1).stream()
        .filter(it -> trie.nodeOf(it.stream().mapToInt(token -> token).toArray()) >= 0)
        .filter(it -> it.size() < 2 || !OptionalInt.of(it.getLast()).equals(model.separator()))
        .toList();
  }

  /**
   * Whether a cursor that is given a context has no longer one: where there is a separator, a
   * sequence begins with it.
   */
  private static boolean isReached(List<Integer> context, BackoffNGramModel model) {
    return model.separator().isEmpty()
        || context.size() == model.order() - 1
        || (!context.isEmpty() && context.getFirst() == model.separator().getAsInt());
  }

  @Test
  void areWhatTheDistributionsAddUpTo() {
    int off = 0;
    for (long seed = 0; seed < 150; seed++) {
      BackoffNGramModel model = UnnormalisedModels.of(new SplitMix64(seed));
      List<List<Integer>> contexts = contexts(model);
      ContextSums sums = ContextSums.of(model, Integer.MAX_VALUE);
      assertThat(sums.contexts()).as("seed %d", seed).isEqualTo(contexts.size());
      assertThat(sums.furthest()).as("seed %d", seed).hasSize((int) sums.off());
      for (List<Integer> context : contexts) {
        if (!isReached(context, model)) {
          continue;
        }
        double expected = Arrays.stream(BackoffFormTest.after(model, context)).sum();
        double told =
            sums.furthest().stream()
                .filter(sum -> sum.context().equals(context))
                .mapToDouble(ContextSums.Sum::sum)
                .findFirst()
                .orElse(1);
        assertThat(told)
            .as("seed %d, after %s", seed, context)
            .isCloseTo(expected, within(ContextSums.TOLERANCE + 1e-9));
      }
      assertThat(sums.furthest())
          .isSortedAccordingTo(
              Comparator.comparingDouble((ContextSums.Sum sum) -> -Math.abs(Math.log(sum.sum()))));
      assertThat(ContextSums.of(model, 2).furthest())
          .hasSizeLessThanOrEqualTo(2)
          .allSatisfy(sum -> assertThat(sums.furthest()).contains(sum));
      off += sums.allOne() ? 0 : 1;
    }
    assertThat(off).as("models of which some sum is off").isGreaterThan(100);
  }

  @Test
  void ofOurModelsAreAllOne() {
    for (long seed = 0; seed < 40; seed++) {
      NGramCounts counts = RandomTexts.counts(new SplitMix64(seed));
      for (Smoothing smoothing : BackoffFormTest.SMOOTHINGS) {
        BackoffNGramModel whole = BackoffForm.of(smoothing.fit(counts));
        for (BackoffNGramModel model :
            List.of(whole, whole.narrowed(), new EntropyPruning(1e-3).prune(whole))) {
          assertThat(ContextSums.of(model, 3).furthest())
              .as("seed %d, %s", seed, smoothing)
              .isEmpty();
        }
      }
    }
  }
}
