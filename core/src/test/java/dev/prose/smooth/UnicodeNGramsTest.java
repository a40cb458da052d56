package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.NGramCursor;
import dev.prose.model.NGramModel;
import dev.prose.token.chars.CharTokenizer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever script a text is in, and however little there is of it. */
class UnicodeNGramsTest {
  private static final List<Smoothing> ALL =
      List.of(
          KneserNey.ESTIMATED,
          new WittenBell(),
          new AbsoluteDiscounting(),
          new AdditiveNGrams(0),
          new AdditiveNGrams(0.5));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Grüße, мир! 世界は広い。שלום عالم नमस्ते 👩‍👩‍👧‍👦👍🏽🇺🇳 e\u0301 \0\uD83D\uDE00",
        "👍🏽👍🏽👍",
        "a",
        "😀",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "😀😀😀😀😀",
        "\n",
        "\n\n\n",
        "ab"
      })
  void givesProbabilitiesThatAddUpToOne(String text) {
    CharTokenizer tokenizer = CharTokenizer.of(text);
    Tokens tokens = Tokens.of(tokenizer.encode(text), tokenizer.vocabularySize());
    for (int order : new int[] {1, 2, 3, 8, 30}) {
      for (NGramCounts counts :
          List.of(
              NGramCounts.of(tokens, order),
              NGramCounts.ofSequences(tokens, order, tokens.vocabularySize() - 1))) {
        for (Smoothing smoothing : ALL) {
          assertSound(smoothing.fit(counts), tokens);
        }
        assertThat(StupidBackoff.DEFAULT.fit(counts).score(0, tokens.toArray()))
            .isBetween(0.0, 1.0);
        DiscountTuning.tune(new Holdout(counts, tokens))
            .ifPresent(tuned -> assertSound(KneserNey.of(tuned).fit(counts), tokens));
      }
    }
  }

  private static void assertSound(NGramModel model, Tokens tokens) {
    double[] probabilities = new double[model.vocabularySize()];
    NGramCursor cursor = model.cursor();
    for (int i = 0; i < tokens.size(); i++) {
      cursor.probabilities(probabilities);
      assertThat(Arrays.stream(probabilities).allMatch(p -> p >= 0 && p <= 1 + 1e-12)).isTrue();
      assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-9));
      assertThat(cursor.probability(tokens.at(i))).isPositive().isLessThanOrEqualTo(1);
      cursor.advance(tokens.at(i));
    }
  }
}
