package dev.prose.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.count.BigramCounts;
import dev.prose.data.Batch;
import dev.prose.data.Split;
import dev.prose.data.Tokens;
import dev.prose.model.BigramModel;
import dev.prose.model.LanguageModel;
import dev.prose.random.SplitMix64;
import dev.prose.text.InvalidDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final int VOCABULARY = 6;
  private static final Split SPLIT = Split.of(chain(20_000), 0.9);

  /** Tokens drawn from a random Markov chain. */
  private static Tokens chain(int size) {
    BigramModel model = BigramModel.random(VOCABULARY, 1);
    SplitMix64 random = new SplitMix64(2);
    int[] ids = new int[size];
    for (int i = 1; i < size; i++) {
      double uniform = random.nextDouble();
      int next = 0;
      for (double sum = Math.exp(model.logProbability(ids[i - 1], 0));
          sum < uniform && next < VOCABULARY - 1; ) {
        sum += Math.exp(model.logProbability(ids[i - 1], ++next));
      }
      ids[i] = next;
    }
    return Tokens.of(ids, VOCABULARY);
  }

  private static TrainingOptions options(int maxIters, int evalInterval) {
    return new TrainingOptions(32, 8, maxIters, evalInterval, 20, 1337);
  }

  private static BigramLearner learner(double learningRate) {
    return new BigramLearner(
        BigramModel.random(VOCABULARY, 5), AdamW.Options.DEFAULT.withLearningRate(learningRate));
  }

  private static List<TrainingEvent> events(TrainingOptions options, Learner learner) {
    List<TrainingEvent> events = new ArrayList<>();
    new Trainer(SPLIT, options).train(learner, events::add);
    return events;
  }

  private static List<Integer> evaluated(List<TrainingEvent> events) {
    return events.stream()
        .filter(TrainingEvent.Evaluated.class::isInstance)
        .map(event -> ((TrainingEvent.Evaluated) event).iteration())
        .toList();
  }

  @Test
  void evaluatesBeforeTheFirstStepEveryIntervalAndAfterTheLast() {
    assertThat(evaluated(events(options(25, 10), learner(1e-3)))).containsExactly(0, 10, 20, 25);
    assertThat(evaluated(events(options(20, 10), learner(1e-3)))).containsExactly(0, 10, 20);
    assertThat(evaluated(events(options(0, 10), learner(1e-3)))).containsExactly(0);
    assertThat(events(options(25, 10), learner(1e-3))).hasSize(25 + 4);
  }

  @Test
  void howOftenItEvaluatesDoesNotChangeWhatItLearns() {
    BigramLearner often = learner(1e-2);
    BigramLearner seldom = learner(1e-2);
    events(options(100, 1), often);
    events(options(100, 100), seldom);
    assertThat(often.model().logits()).isEqualTo(seldom.model().logits());
  }

  /** Training converges to where the closed form already is. */
  @Test
  void reachesTheOptimumThatCountingKnows() {
    BigramCounts counts = BigramCounts.of(SPLIT.train());
    BigramLearner learner = learner(1e-2);
    events(options(3000, 1000), learner);
    events(options(3000, 1000), learner);
    double loss = counts.crossEntropy(learner.model());
    assertThat(loss).isGreaterThan(counts.optimum()).isCloseTo(counts.optimum(), within(0.002));
  }

  @Test
  void theEvaluationsMeasureTheModelTheyCarry() {
    BigramCounts counts = BigramCounts.of(SPLIT.validation());
    for (TrainingEvent event : events(options(300, 100), learner(1e-2))) {
      if (event instanceof TrainingEvent.Evaluated evaluated) {
        double exact = counts.crossEntropy((BigramModel) evaluated.model());
        assertThat(evaluated.validation().orElseThrow().nats())
            .isCloseTo(exact, within(5 * evaluated.validation().orElseThrow().standardError()));
      }
    }
  }

  /** A learner whose loss is what a test says. */
  private static Learner saying(double... losses) {
    return new Learner() {
      private int step;

      @Override
      public double step(Batch batch) {
        return losses[step++];
      }

      @Override
      public LanguageModel model() {
        return BigramModel.random(VOCABULARY, 0);
      }

      @Override
      public LearnerState state() {
        return new LearnerState("none", step, Map.of());
      }
    };
  }

  @Test
  void aLossThatIsNotFiniteEndsTheRunAtThatStep() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      List<TrainingEvent> heard = new ArrayList<>();
      assertThatThrownBy(
              () -> new Trainer(SPLIT, options(10, 10)).train(saying(1, 2, bad), heard::add))
          .isInstanceOfSatisfying(
              DivergedException.class, e -> assertThat(e.iteration()).isEqualTo(3))
          .hasMessageContaining("iteration 3");
      assertThat(heard).hasSize(1 + 2);
    }
  }

  @Test
  void aRealRunThatDivergesIsStopped() {
    assertThatThrownBy(() -> events(options(100, 100), learner(1e38)))
        .isInstanceOf(DivergedException.class);
  }

  @Test
  void aSplitTooShortIsRefusedBeforeTraining() {
    Split split = Split.of(chain(50), 0.9);
    assertThatThrownBy(() -> new Trainer(split, options(1, 1)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("validation split has 5 tokens, but a block size of 8");
  }

  @Test
  void optionsOutOfRangeAreRefusedWithTheirValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrainingOptions(0, 8, 1, 1, 1, 0))
        .withMessage("batch size must be at least 1, but is 0");
    assertThatIllegalArgumentException().isThrownBy(() -> new TrainingOptions(1, 0, 1, 1, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new TrainingOptions(1, 1, -1, 1, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new TrainingOptions(1, 1, 1, 0, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new TrainingOptions(1, 1, 1, 1, 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrainingOptions(1 << 20, 1 << 20, 1, 1, 1, 0));
    double[][] optimizers = {
      {0, 0.9, 0.999, 1e-8, 0},
      {Double.NaN, 0.9, 0.999, 1e-8, 0},
      {1e-3, 1, 0.999, 1e-8, 0},
      {1e-3, 0.9, -0.1, 1e-8, 0},
      {1e-3, 0.9, 0.999, 0, 0},
      {1e-3, 0.9, 0.999, 1e-8, -1},
      {Double.POSITIVE_INFINITY, 0.9, 0.999, 1e-8, 0}
    };
    for (double[] o : optimizers) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new AdamW.Options(o[0], o[1], o[2], o[3], o[4]));
    }
  }

  @Test
  void allMayTrain() {
    Tokens all = SPLIT.train();
    List<TrainingEvent> heard = new ArrayList<>();
    BigramLearner withoutValidation = learner(1e-2);
    new Trainer(Split.of(all, 1), options(50, 25)).train(withoutValidation, heard::add);
    assertThat(evaluated(heard)).containsExactly(0, 25, 50);
    assertThat(heard)
        .filteredOn(TrainingEvent.Evaluated.class::isInstance)
        .allSatisfy(event -> assertThat(((TrainingEvent.Evaluated) event).validation()).isEmpty());
    BigramLearner withOne = learner(1e-2);
    new Trainer(new Split(all, SPLIT.validation()), options(50, 25)).train(withOne, event -> {});
    assertThat(withoutValidation.model().logits()).isEqualTo(withOne.model().logits());
  }
}
