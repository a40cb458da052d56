package dev.prose.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.AdditiveBigrams;
import dev.prose.count.BigramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.BigramModel;
import dev.prose.token.chars.CharTokenizer;
import org.junit.jupiter.api.Test;

class TextEvaluationTest {
  private static final double LN2 = Math.log(2);

  /**
   * After a comes a (1 in 4), é (1 in 2) or 😀 (1 in 4), after é and 😀 always a: the surprisals
   * are whole bits.
   */
  private static final CharTokenizer TOKENIZER = CharTokenizer.of("aé😀");

  private static final float NEVER = Float.NEGATIVE_INFINITY;
  private static final BigramModel MODEL =
      new BigramModel(
          3, new float[] {0, (float) LN2, 0, /* é */ 0, NEVER, NEVER, /* 😀 */ 0, NEVER, NEVER});

  private static Tokens tokens(String text) {
    return Tokens.of(TOKENIZER.encode(text), TOKENIZER.vocabularySize());
  }

  @Test
  void bitsAreCountedByCharacterAndByByteOfWhatIsPredicted() {
    // Predicted: é 1 bit, a 0, 😀 2, a 0, a 2. In UTF-8: 2 + 1 + 4 + 1 + 1 bytes.
    TextEvaluation evaluation = TextEvaluation.of(MODEL, TOKENIZER, tokens("aéa😀aa"));
    assertThat(evaluation.perToken().tokens()).isEqualTo(5);
    assertThat(evaluation.characters()).isEqualTo(5);
    assertThat(evaluation.bytes()).isEqualTo(9);
    assertThat(evaluation.totalBits()).isCloseTo(5, within(1e-6));
    assertThat(evaluation.totalNats()).isCloseTo(5 * LN2, within(1e-6));
    assertThat(evaluation.bitsPerCharacter()).isCloseTo(1, within(1e-6));
    assertThat(evaluation.natsPerCharacter()).isCloseTo(LN2, within(1e-6));
    assertThat(evaluation.bitsPerByte()).isCloseTo(5 / 9.0, within(1e-6));
    assertThat(evaluation.perToken().perplexity()).isCloseTo(2, within(1e-6));
  }

  @Test
  void theFirstCharacterIsContextAlone() {
    TextEvaluation evaluation = TextEvaluation.of(MODEL, TOKENIZER, tokens("😀a"));
    assertThat(evaluation.bytes()).isEqualTo(1);
    assertThat(evaluation.totalBits()).isZero();
  }

  @Test
  void theImpossibleIsInfinitelySurprising() {
    TextEvaluation evaluation = TextEvaluation.of(MODEL, TOKENIZER, tokens("aéé"));
    assertThat(evaluation.bitsPerByte()).isInfinite();
    assertThat(evaluation.perToken().perplexity()).isInfinite();
  }

  @Test
  void aScorerTellsEachTokensSurprisalAndWhatWasExpected() {
    int[] ids = TOKENIZER.encode("aéa😀");
    Scorer scorer = new Scorer(MODEL, ids[0]);
    assertThat(scorer.next(ids[1])).isCloseTo(LN2, within(1e-6));
    assertThat(scorer.next(ids[2])).isEqualTo(0.0);
    assertThat(scorer.expected()).isEqualTo(ids[0]);
    assertThat(scorer.next(ids[3])).isCloseTo(2 * LN2, within(1e-6));
    assertThat(scorer.expected()).isEqualTo(ids[1]);
    assertThat(scorer.probability(ids[1])).isCloseTo(0.5, within(1e-6));
    assertThat(scorer.next(ids[3])).isInfinite();
    assertThatThrownBy(() -> scorer.next(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aTextsTotalIsTheSumOfItsSurprisals() {
    Tokens tokens = tokens("aéa😀aaéaaa😀a".repeat(9));
    BigramModel smoothed = AdditiveBigrams.LAPLACE.fit(BigramCounts.of(tokens));
    Scorer scorer = new Scorer(smoothed, tokens.at(0));
    double sum = 0;
    for (long position = 1; position < tokens.size(); position++) {
      sum += scorer.next(tokens.at(position));
    }
    assertThat(TextEvaluation.of(smoothed, TOKENIZER, tokens).totalNats())
        .isCloseTo(sum, within(1e-4));
  }
}
