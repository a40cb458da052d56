package dev.prose.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.NGramModel;
import dev.prose.smooth.AdditiveNGrams;
import dev.prose.token.Tokenizer;
import dev.prose.token.chars.CharTokenizer;
import dev.prose.token.whitespace.WhitespaceTokenizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordEvaluationTest {
  private static final Tokenizer WORDS = WhitespaceTokenizer.of(List.of("é", "b"));

  private static Tokens tokens(Tokenizer tokenizer, String text) {
    return Tokens.of(tokenizer.encode(text), tokenizer.vocabularySize());
  }

  /** Of single words: each of the four has a probability of 1/4. */
  private static NGramModel model() {
    Tokens none = tokens(WORDS, "é b zebra\n");
    return new AdditiveNGrams(1).fit(NGramCounts.ofSequences(none, 1, 1));
  }

  @Test
  void unknownWordsAreCountedApart() {
    Tokens tokens = tokens(WORDS, "é gnu\nb\n");
    WordEvaluation ofLines = WordEvaluation.of(model(), WORDS, tokens, true).orElseThrow();
    assertThat(ofLines.tokens()).isEqualTo(5);
    assertThat(ofLines.unknown()).isEqualTo(1);
    assertThat(ofLines.log10()).isCloseTo(5 * Math.log10(0.25), within(1e-9));
    assertThat(ofLines.perplexity()).isCloseTo(4, within(1e-9));
    assertThat(ofLines.perplexityOfKnown()).isCloseTo(4, within(1e-9));
    WordEvaluation ofOneText = WordEvaluation.of(model(), WORDS, tokens, false).orElseThrow();
    assertThat(ofOneText.tokens()).isEqualTo(4);
  }

  @Test
  void charactersAreOnlyReportedWhereOneIsUnknown() {
    Tokenizer characters = CharTokenizer.of("ab\uFFFD");
    NGramModel model = new AdditiveNGrams(1).fit(NGramCounts.of(tokens(characters, "ab\uFFFD"), 1));
    assertThat(WordEvaluation.of(model, characters, tokens(characters, "ab"), false)).isEmpty();
    assertThat(WordEvaluation.of(model, characters, tokens(characters, "a\uFFFD"), false))
        .isPresent();
    Tokenizer without = CharTokenizer.of("abc");
    assertThat(WordEvaluation.of(model, without, tokens(without, "ab"), false)).isEmpty();
  }

  @Test
  void theSpaceBetweenWordsIsCounted() {
    TextEvaluation evaluation = TextEvaluation.of(model(), WORDS, tokens(WORDS, "b é\nb  b gnu"));
    // " é", a line end, "b", " b" and " <unk>".
    assertThat(evaluation.characters()).isEqualTo(12);
    assertThat(evaluation.bytes()).isEqualTo(13);
  }
}
