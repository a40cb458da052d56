package dev.prose.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import dev.prose.model.BigramModel;
import dev.prose.model.LanguageModel;
import dev.prose.model.LinearInterpolation;
import dev.prose.model.NGramModel;
import dev.prose.random.SplitMix64;
import dev.prose.smooth.WittenBell;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderEvaluationTest {
  private static final Tokens TEXT =
      Tokens.of(new SplitMix64(3).ints(2000, 0, 8).map(it -> it * it / 8).toArray(), 9);
  private static final Tokens OTHER = TEXT.slice(1000, 2000);
  private static final NGramModel SHORT =
      new WittenBell().fit(NGramCounts.of(TEXT.slice(0, 1000), 2));
  private static final NGramModel LONG =
      new WittenBell().fit(NGramCounts.of(TEXT.slice(0, 1000), 4));

  private static void assertSharesOut(LanguageModel model) {
    List<OrderEvaluation> orders = OrderEvaluation.of(model, OTHER);
    assertThat(orders.stream().mapToLong(OrderEvaluation::tokens).sum()).isEqualTo(999);
    assertThat(orders.stream().mapToDouble(OrderEvaluation::totalNats).sum() / 999)
        .isCloseTo(Evaluator.exact(model, OTHER).nats(), within(1e-12));
  }

  @Test
  void theLossIsSharedOutToTheLengths() {
    assertSharesOut(LONG);
    assertThat(OrderEvaluation.of(LONG, OTHER)).hasSize(5);
  }

  @Test
  void ofAMeanTheLongestNGramThatAnyPartHadSeenCounts() {
    LanguageModel other = BigramModel.random(9, 1);
    LanguageModel mean =
        new LinearInterpolation(
            List.of(new LinearInterpolation(List.of(other, LONG), 0.5, 0.5), SHORT), 0.75, 0.25);
    assertSharesOut(mean);
    // What the shorter one has seen, the longer one has seen too.
    assertThat(OrderEvaluation.of(mean, OTHER))
        .extracting(OrderEvaluation::tokens)
        .isEqualTo(OrderEvaluation.of(LONG, OTHER).stream().map(OrderEvaluation::tokens).toList());
  }

  @Test
  void aModelWithoutNGramsHasNone() {
    assertThat(OrderEvaluation.of(BigramModel.random(9, 1), OTHER)).isEmpty();
  }
}
