package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.column.DoubleColumn;
import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.BackoffNGramModel;
import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;
import dev.prose.model.LanguageModelContract;
import dev.prose.model.LinearInterpolation;
import dev.prose.model.NGramAutomaton;
import dev.prose.model.NGramCursor;
import dev.prose.model.NGramModel;
import dev.prose.random.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NGramAutomatonTest extends LanguageModelContract {
  private static final int STEPS = 200;

  @Override
  protected LanguageModel model() {
    return KneserNey.ESTIMATED.fit(RandomTexts.counts(new SplitMix64(3))).automaton().orElseThrow();
  }

  private static List<NGramModel> models(long seed) {
    NGramCounts counts = RandomTexts.counts(new SplitMix64(seed));
    List<NGramModel> models = new ArrayList<>();
    for (Smoothing smoothing : BackoffFormTest.SMOOTHINGS) {
      models.add(smoothing.fit(counts));
    }
    BackoffNGramModel backoff = BackoffForm.of(KneserNey.ESTIMATED.fit(counts));
    models.add(backoff);
    models.add(new EntropyPruning(0.01).prune(backoff));
    models.add(new EntropyPruning(0.3).prune(backoff));
    models.add(new CountCutoffs(List.of(1, 2)).apply(KneserNey.ESTIMATED.fit(counts), counts));
    models.add(StupidBackoff.DEFAULT.fit(counts).table());
    models.add(withAnyWeights(backoff, new SplitMix64(seed)));
    return models;
  }

  /** As ARPA files may have them: also where nothing follows, of 0, and above 1. */
  private static BackoffNGramModel withAnyWeights(BackoffNGramModel model, SplitMix64 random) {
    List<DoubleColumn> weights = new ArrayList<>();
    for (DoubleColumn old : model.weights()) {
      DoubleColumn column = DoubleColumn.ofSize((int) old.size());
      for (int node = 0; node < old.size(); node++) {
        column.set(node, random.nextInt(4) * random.nextDouble());
      }
      weights.add(column);
    }
    return new BackoffNGramModel(model.trie(), model.separator(), model.probabilities(), weights);
  }

  @Test
  void itSaysWhatTheModelSays() {
    for (long seed = 0; seed < 60; seed++) {
      List<NGramModel> models = models(seed);
      for (int i = 0; i < models.size(); i++) {
        NGramModel model = models.get(i);
        String which = "seed %d, model %d".formatted(seed, i);
        boolean additive =
            i < BackoffFormTest.SMOOTHINGS.size()
                && BackoffFormTest.SMOOTHINGS.get(i) instanceof AdditiveNGrams;
        Optional<NGramAutomaton> automaton = model.automaton();
        assertThat(automaton.isPresent()).as(which).isEqualTo(!additive || model.order() == 1);
        int[] text = new SplitMix64(11).ints(STEPS, 0, model.vocabularySize()).toArray();
        automaton.ifPresent(it -> check(model, it, text, which));
      }
    }
  }

  /** However many bytes a token takes, and however many follow one context. */
  @ParameterizedTest
  @ValueSource(ints = {255, 256, 257, 65_536, 65_537})
  void largeVocabulariesAreFoundInTheirStates(int vocabularySize) {
    SplitMix64 random = new SplitMix64(vocabularySize);
    int[] text =
        random
            .ints(6000, 0, 2 * vocabularySize)
            .map(id -> id < vocabularySize ? id : vocabularySize - 1)
            .toArray();
    NGramModel model = KneserNey.ESTIMATED.fit(NGramCounts.of(Tokens.of(text, vocabularySize), 3));
    int[] start = Arrays.copyOf(text, 60);
    check(model, model.automaton().orElseThrow(), start, "the text's beginning");
    check(model, model.automaton().orElseThrow(), random.ints(20, 0, vocabularySize).toArray(), "");
  }

  private static void check(NGramModel model, NGramAutomaton automaton, int[] text, String which) {
    assertThat(automaton.vocabularySize()).isEqualTo(model.vocabularySize());
    assertThat(automaton.parameterCount()).isEqualTo(model.parameterCount());
    SplitMix64 random = new SplitMix64(12);
    NGramCursor expected = model.cursor();
    Cursor cursor = automaton.cursor();
    float[] expectedAll = new float[model.vocabularySize()];
    float[] all = new float[model.vocabularySize()];
    for (int next : text) {
      expected.logProbabilities(expectedAll);
      cursor.logProbabilities(all);
      for (int token = 0; token < all.length; token++) {
        if (!(Math.abs(all[token] - expectedAll[token]) <= 2e-6)) { // also where one is NaN
          assertThat(all[token]).as("%s, token %d", which, token).isEqualTo(expectedAll[token]);
        }
      }
      assertThat(cursor.logProbability(next))
          .as(which)
          .isCloseTo(expected.logProbability(next), within(1e-12));
      // Whether it was asked for before or not, and something else in between.
      if (random.nextInt(3) == 0) {
        cursor.logProbability(random.nextInt(model.vocabularySize()));
      }
      expected.advance(next);
      cursor.advance(next);
    }
    assertThatThrownBy(() -> cursor.advance(model.vocabularySize()))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> cursor.logProbability(-1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aLongSequenceIsScoredAsAShortOne() {
    SplitMix64 random = new SplitMix64(4);
    NGramModel model = KneserNey.ESTIMATED.fit(RandomTexts.counts(new SplitMix64(3)));
    NGramModel additive = new AdditiveNGrams(1).fit(RandomTexts.counts(new SplitMix64(3)));
    LinearInterpolation mean = new LinearInterpolation(List.of(model, additive), 0.25, 0.75);
    int[] text = random.ints(10_000, 0, model.vocabularySize()).toArray();
    for (LanguageModel each : List.of(model, additive, mean)) {
      double[] surprisals = each.surprisals(text); // longer than a model has n-grams
      Cursor cursor = each.cursor();
      for (int i = 0; i < text.length; i++) {
        assertThat(surprisals[i]).isCloseTo(-cursor.logProbability(text[i]), within(1e-12));
        cursor.advance(text[i]);
      }
    }
  }
}
