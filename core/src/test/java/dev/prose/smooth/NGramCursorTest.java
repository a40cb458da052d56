package dev.prose.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.NGramCursor;
import dev.prose.model.NGramModel;
import org.junit.jupiter.api.Test;

class NGramCursorTest {
  // 0 1 2 0 1 3, of five tokens of which 4 was never seen
  private static final Tokens TEXT = Tokens.of(new int[] {0, 1, 2, 0, 1, 3}, 5);

  private static NGramCursor after(NGramModel model, int... tokens) {
    NGramCursor cursor = model.cursor();
    for (int token : tokens) {
      cursor.advance(token);
    }
    return cursor;
  }

  private static int answeredOrder(NGramCursor cursor, int token) {
    cursor.logProbability(token);
    return cursor.answeredOrder();
  }

  @Test
  void theLongestNGramThatWasSeenAnswers() {
    NGramModel model = KneserNey.ESTIMATED.fit(NGramCounts.of(TEXT, 3));
    assertThat(answeredOrder(after(model, 0, 1), 2)).isEqualTo(3);
    assertThat(answeredOrder(after(model, 0, 1), 3)).isEqualTo(3);
    assertThat(answeredOrder(after(model, 0, 1), 0)).isEqualTo(1);
    assertThat(answeredOrder(after(model, 2, 1), 3)).isEqualTo(2);
    assertThat(answeredOrder(after(model, 3), 0)).isEqualTo(1);
    assertThat(answeredOrder(after(model, 1), 3)).isEqualTo(2);
    assertThat(answeredOrder(after(model), 3)).isEqualTo(1);
    assertThat(answeredOrder(after(model, 0, 1), 4)).isZero();
    assertThat(answeredOrder(after(model, 4, 4), 0)).isEqualTo(1);
    assertThat(answeredOrder(after(model, 4, 4), 4)).isZero();
    assertThat(answeredOrder(after(model, 0, 4, 0, 1), 2)).isEqualTo(3);
  }

  @Test
  void whatAnsweredLastStaysTheAnswerWhenTheCursorMovesOn() {
    NGramCursor cursor = after(KneserNey.ESTIMATED.fit(NGramCounts.of(TEXT, 3)), 0, 1);
    assertThat(answeredOrder(cursor, 2)).isEqualTo(3);
    cursor.advance(4);
    assertThat(cursor.answeredOrder()).isEqualTo(3);
    assertThat(cursor.answeredCount()).hasValue(1);
  }

  @Test
  void atOrderOneNothingBeforeMatters() {
    for (NGramModel model :
        new NGramModel[] {
          KneserNey.ESTIMATED.fit(NGramCounts.of(TEXT, 1)),
          KneserNey.ESTIMATED.fit(NGramCounts.ofSequences(TEXT, 1, 2))
        }) {
      double probability = after(model).probability(1);
      assertThat(after(model, 1, 2, 0, 4).probability(1)).isEqualTo(probability);
      assertThat(answeredOrder(after(model, 1), 1)).isEqualTo(1);
      assertThat(answeredOrder(after(model, 1), 4)).isZero();
    }
    // Of 6 tokens 2 are 1; of the four kinds each gives half a count to all five.
    assertThat(after(KneserNey.ESTIMATED.fit(NGramCounts.of(TEXT, 1))).probability(1))
        .isCloseTo(1.5 / 6 + 2.0 / 6 / 5, within(1e-15));
  }

  @Test
  void aTokenNeverSeenIsStillPossible() {
    NGramModel model = KneserNey.ESTIMATED.fit(NGramCounts.of(TEXT, 3));
    double unseen = after(model).probability(4);
    assertThat(unseen).isPositive();
    // Where a context was never seen, the shorter one answers, here the empty one.
    assertThat(after(model, 4, 4).probability(4)).isEqualTo(unseen);
    assertThat(after(model, 4).probability(0)).isEqualTo(after(model).probability(0));
  }
}
