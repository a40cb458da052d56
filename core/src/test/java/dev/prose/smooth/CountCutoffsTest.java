package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.NGramCounts;
import dev.prose.model.InterpolatedNGramModel;
import dev.prose.model.NGramModel;
import dev.prose.model.NGramTrie;
import dev.prose.random.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountCutoffsTest {
  private static final CountCutoffs CUTOFFS = new CountCutoffs(List.of(1, 1, 2, 3));

  private static InterpolatedNGramModel fit(Smoothing smoothing, NGramCounts counts) {
    return smoothing.fit(counts);
  }

  /**
   * The interpolation formula, with the share of every removed n-gram added to its context's rest.
   */
  private static double probability(
      InterpolatedNGramModel whole, NGramCounts counts, List<Integer> context, int token) {
    NGramTrie trie = whole.trie();
    double lower =
        context.isEmpty() || !whole.counting().nested()
            ? 1.0 / whole.vocabularySize()
            : probability(whole, counts, context.subList(1, context.size()), token);
    int level = context.size();
    int node = trie.nodeOf(context.stream().mapToInt(t -> t).toArray());
    if (node == NGramTrie.NONE) {
      return lower;
    }
    double rest = whole.rest(level, node);
    double own = 0;
    for (int next = 0; next < whole.vocabularySize(); next++) {
      int child = trie.find(level, node, next);
      if (child != NGramTrie.NONE) {
        List<Integer> nGram = new ArrayList<>(context);
        nGram.add(next);
        boolean stays =
            level == 0
                || counts.countOf(nGram.stream().mapToInt(t -> t).toArray())
                    >= List.of(1, 1, 2, 3, 3, 3).get(level);
        rest += stays ? 0 : whole.share(level, node, child);
        own += stays && next == token ? whole.share(level, node, child) : 0;
      }
    }
    return own + rest * lower;
  }

  @Test
  void whatAnNGramHadGoesToTheRestOfItsContext() {
    for (long seed = 0; seed < 60; seed++) {
      NGramCounts counts = RandomTexts.counts(new SplitMix64(seed));
      for (Smoothing smoothing : BackoffFormTest.SMOOTHINGS) {
        InterpolatedNGramModel whole = fit(smoothing, counts);
        InterpolatedNGramModel cut = CUTOFFS.apply(whole, counts);
        int longest = Math.min(counts.order() - 1, 4);
        for (List<Integer> context : RandomTexts.sequences(counts.vocabularySize(), longest)) {
          double[] distribution = BackoffFormTest.after(cut, context);
          assertThat(Arrays.stream(distribution).sum())
              .as("seed %d, %s, after %s", seed, smoothing, context)
              .isCloseTo(1, within(1e-9));
          if (counts.separator().isEmpty()) {
            for (int token = 0; token < distribution.length; token++) {
              assertThat(distribution[token])
                  .as("seed %d, %s, %d after %s", seed, smoothing, token, context)
                  .isCloseTo(probability(whole, counts, context, token), within(1e-12));
            }
          }
        }
      }
    }
  }

  @Test
  void whatIsCutCanStillBeWrittenOut() {
    for (long seed = 0; seed < 20; seed++) {
      NGramCounts counts = RandomTexts.counts(new SplitMix64(seed));
      NGramModel cut = CUTOFFS.apply(fit(KneserNey.ESTIMATED, counts), counts);
      NGramModel explicit = BackoffForm.of(cut);
      for (List<Integer> context : RandomTexts.sequences(counts.vocabularySize(), 3)) {
        assertThat(BackoffFormTest.after(explicit, context))
            .as("seed %d, after %s", seed, context)
            .containsExactly(BackoffFormTest.after(cut, context), within(1e-12));
      }
    }
  }

  @Test
  void keepsExactlyWhatOccursOftenEnough() {
    NGramCounts counts = NGramCounts.of(RandomTexts.text(new SplitMix64(3)), 4);
    NGramTrie cut = CUTOFFS.apply(fit(new WittenBell(), counts), counts).trie();
    for (List<Integer> sequence : RandomTexts.sequences(counts.vocabularySize(), 4)) {
      int[] nGram = sequence.stream().mapToInt(t -> t).toArray();
      int minimum = List.of(0, 0, 1, 2, 3).get(nGram.length);
      assertThat(cut.nodeOf(nGram) != NGramTrie.NONE)
          .as("%s", sequence)
          .isEqualTo(nGram.length < 2 || counts.countOf(nGram) >= minimum);
    }
  }

  @Test
  void minimumsOfOneChangeNothing() {
    NGramCounts counts = RandomTexts.counts(new SplitMix64(5));
    InterpolatedNGramModel model = fit(KneserNey.ESTIMATED, counts);
    assertThat(new CountCutoffs(List.of(1)).apply(model, counts)).isSameAs(model);
  }

  @Test
  void refusesMinimumsThatFallAndCountsOfAnotherModel() {
    for (List<Integer> wrong : List.of(List.<Integer>of(), List.of(2), List.of(1, 3, 2))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new CountCutoffs(wrong))
          .withMessageEndingWith("but are " + wrong);
    }
    NGramCounts counts = RandomTexts.counts(new SplitMix64(5));
    InterpolatedNGramModel other = fit(new WittenBell(), RandomTexts.counts(new SplitMix64(5)));
    assertThatIllegalArgumentException().isThrownBy(() -> CUTOFFS.apply(other, counts));
  }
}
