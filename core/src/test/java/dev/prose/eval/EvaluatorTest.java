package dev.prose.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.BigramCounts;
import dev.prose.data.BatchSampler;
import dev.prose.data.Tokens;
import dev.prose.model.BigramModel;
import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;
import dev.prose.random.SplitMix64;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private static final Tokens TOKENS = Tokens.of(new SplitMix64(2).ints(5000, 0, 9).toArray(), 9);
  private static final BigramModel MODEL = BigramModel.random(9, 1);

  /** Any model: nothing is known of this one but what its cursor says. */
  private static final LanguageModel ANY =
      new LanguageModel() {
        @Override
        public String type() {
          return "any";
        }

        @Override
        public int vocabularySize() {
          return MODEL.vocabularySize();
        }

        @Override
        public long parameterCount() {
          return MODEL.parameterCount();
        }

        @Override
        public Cursor cursor() {
          return MODEL.cursor();
        }
      };

  @Test
  void theExactLossFromCountsIsThatOfWalkingEveryToken() {
    Evaluation counted = Evaluator.exact(MODEL, BigramCounts.of(TOKENS));
    Evaluation walked = Evaluator.exact(ANY, TOKENS);
    assertThat(counted.nats()).isCloseTo(walked.nats(), within(1e-6));
    assertThat(counted.tokens()).isEqualTo(walked.tokens()).isEqualTo(4999);
    assertThat(counted.standardError()).isZero();
    assertThat(Evaluator.exact(MODEL, TOKENS)).as("the number of training").isEqualTo(counted);
    for (LanguageModel model : List.of(ANY, MODEL)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Evaluator.exact(model, TOKENS.slice(0, 1)));
    }
  }

  @Test
  void theSampledLossIsTheMeanOfItsBatchesWithTheirStandardError() {
    BatchSampler sampler = new BatchSampler("train", TOKENS, 4, 8, 3);
    int batches = 50;
    double mean = 0;
    for (int k = 0; k < batches; k++) {
      mean += MODEL.loss(sampler.batch(100 + k)) / batches;
    }
    double variance = 0;
    for (int k = 0; k < batches; k++) {
      variance += Math.pow(MODEL.loss(sampler.batch(100 + k)) - mean, 2) / (batches - 1);
    }
    Evaluation sampled = Evaluator.sampled(MODEL, sampler, 100, batches);
    assertThat(sampled.nats()).isCloseTo(mean, within(1e-12));
    assertThat(sampled.standardError()).isCloseTo(Math.sqrt(variance / batches), within(1e-12));
    assertThat(sampled.tokens()).isEqualTo(50 * 4 * 8);
    assertThat(Evaluator.sampled(MODEL, sampler, 0, 1).standardError()).isNaN();
  }

  /**
   * The error bars tell the truth: the exact loss lies within two of them about 95 times in 100.
   */
  @Test
  void theStandardErrorCoversTheExactLoss() {
    double exact = Evaluator.exact(MODEL, TOKENS).nats();
    BatchSampler sampler = new BatchSampler("train", TOKENS, 4, 8, 4);
    int covered = 0;
    for (int trial = 0; trial < 400; trial++) {
      Evaluation sampled = Evaluator.sampled(MODEL, sampler, trial * 100L, 100);
      if (Math.abs(sampled.nats() - exact) < 2 * sampled.standardError()) {
        covered++;
      }
    }
    assertThat(covered).isBetween(365, 395);
  }

  @Test
  void unitsFollowFromNats() {
    Evaluation evaluation = new Evaluation(Math.log(8), 0, 1);
    assertThat(evaluation.bits()).isCloseTo(3, within(1e-12));
    assertThat(evaluation.perplexity()).isCloseTo(8, within(1e-12));
  }
}
