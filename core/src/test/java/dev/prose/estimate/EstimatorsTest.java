package dev.prose.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.BigramCounts;
import dev.prose.data.Split;
import dev.prose.data.TokenizedText;
import dev.prose.eval.Evaluator;
import dev.prose.expert.ExpertOptions;
import dev.prose.model.BigramModel;
import dev.prose.model.NGramModel;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.kinds.NetworkKind;
import dev.prose.neural.kinds.NetworkShape;
import dev.prose.smooth.AdditiveNGrams;
import dev.prose.smooth.CountCutoffs;
import dev.prose.smooth.Discounts;
import dev.prose.smooth.EntropyPruning;
import dev.prose.smooth.KneserNey;
import dev.prose.smooth.Smoothing;
import dev.prose.smooth.Tuning;
import dev.prose.smooth.WittenBell;
import dev.prose.text.Corpus;
import dev.prose.text.InvalidDataException;
import dev.prose.token.kinds.TokenKinds;
import dev.prose.train.AdamW;
import dev.prose.train.BigramLearner;
import dev.prose.train.Trainer;
import dev.prose.train.TrainingOptions;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimatorsTest {
  private static final TokenizedText TEXT =
      TokenKinds.byDefault()
          .tokenize(Corpus.of("shells", "She sells sea shells by the sea shore.\n".repeat(40)));
  private static final Split SPLIT = TEXT.split(0.9);

  @Nested
  class Bigrams extends EstimatorContract {
    private static final TrainingOptions SHORT = TrainingOptions.DEFAULT.withMaxIters(200);

    @Override
    BigramEstimator estimator() {
      return BigramEstimator.DEFAULT.withTraining(SHORT);
    }

    /** Against the loop as the lesson has it, which evaluates every now and then. */
    @Test
    void watchingChangesNothing() {
      BigramModel start = estimator().untrained(TEXT.tokenizer().vocabularySize());
      BigramLearner learner = new BigramLearner(start, AdamW.Options.DEFAULT);
      new Trainer(SPLIT, new TrainingOptions(32, 8, 200, 50, 3, SHORT.seed()))
          .train(learner, event -> {});
      Estimate<BigramModel> estimate = estimator().fit(SPLIT, TEXT.tokenizer());
      assertThat(estimate.model().logits()).isEqualTo(learner.model().logits());
      assertThat(estimate.step()).isEqualTo(200);
      assertThat(estimate.description()).isEqualTo("200 iterations of AdamW");
    }

    @Test
    void noStepsLeaveTheTableAsItWas() {
      BigramEstimator none = BigramEstimator.DEFAULT.withTraining(SHORT.withMaxIters(0));
      assertThat(none.fit(SPLIT, TEXT.tokenizer()).model().logits())
          .isEqualTo(none.untrained(TEXT.tokenizer().vocabularySize()).logits());
    }
  }

  @Nested
  class MixturesWithExperts extends EstimatorContract {
    @Override
    ExpertEstimator estimator() {
      return new ExpertEstimator(
          MixtureEstimator.DEFAULT.withContexts("small"), new ExpertOptions(4, 0.2, 2, 8, 6, 6, 1));
    }

    @Test
    void itSaysHowItCameAbout() {
      assertThat(estimator().fit(SPLIT, TEXT.tokenizer()).description())
          .isEqualTo("48 of 48 blocks of Adagrad, then 12 iterations of AdamW");
    }
  }

  @Nested
  class AdditiveBigramTables extends EstimatorContract {
    @Override
    AdditiveBigramEstimator estimator() {
      return AdditiveBigramEstimator.DEFAULT;
    }

    @Test
    void addsOneToEachCount() {
      BigramCounts counts = BigramCounts.of(SPLIT.train());
      Estimate<BigramModel> estimate = estimator().fit(SPLIT, TEXT.tokenizer());
      int s = TEXT.tokenizer().encode("s")[0];
      int e = TEXT.tokenizer().encode("e")[0];
      double expected = (counts.count(s, e) + 1.0) / (counts.count(s) + counts.vocabularySize());
      assertThat(Math.exp(estimate.model().logProbability(s, e))).isCloseTo(expected, within(1e-6));
      assertThat(estimate.description()).isEqualTo("counts, α = 1");
    }
  }

  @Nested
  class NGrams extends EstimatorContract {
    @Override
    NGramEstimator estimator() {
      return NGramEstimator.DEFAULT.withOrder(4);
    }

    @Test
    void whatIsLeftOutMakesTheModelSmaller() throws IOException {
      long all = parameters(estimator());
      assertThat(parameters(estimator().withCutoffs(new CountCutoffs(List.of(1, 100)))))
          .isLessThan(all);
      assertThat(parameters(estimator().withPruning(new EntropyPruning(0.1)))).isLessThan(all);
    }

    private static long parameters(NGramEstimator estimator) throws IOException {
      return estimator.fit(SPLIT, TEXT.tokenizer()).model().parameterCount();
    }

    @Test
    void parametersThatWereGivenAreFittedOnlyIfThatIsAsked() throws IOException {
      NGramEstimator given = estimator().withSmoothing(new AdditiveNGrams(5));
      assertThat(given.fit(SPLIT, TEXT.tokenizer()).description()).isEqualTo("additive, α = 5.000");
      Estimate<NGramModel> fitted = given.withTuning(Tuning.ON).fit(SPLIT, TEXT.tokenizer());
      assertThat(fitted.description()).isNotEqualTo("additive, α = 5.000");
      assertThat(nats(fitted)).isLessThan(nats(given.fit(SPLIT, TEXT.tokenizer())));
    }

    private static double nats(Estimate<NGramModel> estimate) {
      return Evaluator.exact(estimate.model(), SPLIT.validation()).nats();
    }

    @Test
    void linesNeedALineEnd() {
      TokenizedText line = TokenKinds.byDefault().tokenize(Corpus.of("line", "no end of it"));
      NGramEstimator lines = estimator().withCounting(NGramCounting.DEFAULT.withLines(true));
      assertThatThrownBy(() -> lines.fit(line.split(0.5), line.tokenizer()))
          .isInstanceOf(InvalidDataException.class)
          .hasMessageContaining("has no line end");
    }

    @Test
    void theOrderIsChecked() {
      assertThatThrownBy(() -> estimator().withOrder(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("but is 0");
    }
  }

  @Nested
  class Scores extends EstimatorContract {
    @Override
    StupidBackoffEstimator estimator() {
      return StupidBackoffEstimator.DEFAULT;
    }
  }

  @Nested
  class Mixtures extends EstimatorContract {
    @Override
    MixtureEstimator estimator() {
      return MixtureEstimator.DEFAULT;
    }

    @Test
    void whatOptionsRefuseIsRefusedAtOnce() {
      assertThatThrownBy(() -> estimator().withContexts("nonsense"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("nonsense");
    }
  }

  @Nested
  class Networks extends EstimatorContract {
    @Override
    NeuralEstimator estimator() {
      return NeuralEstimator.of(NetworkKind.GRU)
          .withShape(new NetworkShape(1, 1, 8, 8, 1, 8, true, 0.1))
          .withTraining(new TrainingOptions(4, 8, 20, 20, 1, 1));
    }

    @Test
    void linesAreSeenByThemselves() {
      NeuralModel model =
          estimator()
              .withLines(true)
              .untrained(TokenKinds.byDefault().tokenize(Corpus.of("two", "a\nb\n")).tokenizer());
      assertThat(model.lines().lineEnd()).hasValue(0);
    }
  }

  /** Which parameters are fitted, and within how much of a text. */
  @ParameterizedTest
  @CsvSource({
    "AUTO, true, false, false, false",
    "ON, true, true, true, false",
    "OFF, false, false, false, false"
  })
  void tuning(Tuning tuning, boolean open, boolean discounts, boolean alpha, boolean none) {
    Smoothing given = KneserNey.of(List.of(new Discounts(0.5, 1, 1.5)));
    assertThat(tuning.fits(KneserNey.ESTIMATED)).isEqualTo(open);
    assertThat(tuning.fits(given)).isEqualTo(discounts);
    assertThat(tuning.fits(new AdditiveNGrams(1))).isEqualTo(alpha);
    assertThat(tuning.fits(new WittenBell())).isEqualTo(none);
    assertThat(tuning.tokens(1000, 5)).isEqualTo(1000);
    assertThat(tuning.tokens(1L << 40, 5)).isEqualTo(tuning == Tuning.AUTO ? 2_000_000 : 1L << 40);
  }
}
