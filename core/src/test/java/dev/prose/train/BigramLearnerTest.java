package dev.prose.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.data.Batch;
import dev.prose.model.BigramModel;
import dev.prose.random.SplitMix64;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BigramLearnerTest {
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  @ParameterizedTest
  @ValueSource(strings = {"defaults", "unusual"})
  void doesWhatPyTorchDoes(String name) throws IOException {
    double tolerance = 1e-5; // both sides are in float; they differ by less than 5e-7
    GoldenRun golden = GoldenRun.read(name);
    BigramLearner learner = new BigramLearner(golden.start(), golden.optimizer());
    int compared = 0;
    for (int step = 1; step <= golden.steps().size(); step++) {
      GoldenRun.Step expected = golden.steps().get(step - 1);
      Batch batch = golden.batch(expected);
      for (GoldenRun.Table gradient : golden.gradients()) {
        if (gradient.step() == step) {
          assertClose("gradient " + step, learner.gradient(batch), gradient, tolerance);
          compared++;
        }
      }
      double loss = learner.step(batch);
      assertThat(loss).as("loss %d", step).isCloseTo(expected.loss(), within(tolerance));
      for (GoldenRun.Table weights : golden.weights()) {
        if (weights.step() == step) {
          assertClose("weights " + step, learner.model().logits(), weights, tolerance);
          compared++;
        }
      }
    }
    assertThat(golden.steps()).hasSize(50);
    assertThat(compared).as("tables compared").isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"defaults", "unusual"})
  void aTokenThatNeverOccursOnlyDecays(String name) throws IOException {
    GoldenRun golden = GoldenRun.read(name);
    BigramLearner learner = new BigramLearner(golden.start(), golden.optimizer());
    golden.steps().forEach(step -> learner.step(golden.batch(step)));
    double decay =
        Math.pow(
            1 - golden.options().learningRate() * golden.options().weightDecay(),
            golden.steps().size());
    int row = golden.unusedInput() * golden.vocabularySize();
    float[] before = golden.start().logits();
    float[] after = learner.model().logits();
    for (int i = row; i < row + golden.vocabularySize(); i++) {
      assertThat((double) after[i]).isCloseTo(before[i] * decay, within(1e-5));
    }
  }

  /**
   * The weights are multiples of h = 2^-10, so that w + h and w - h are exact in float. A central
   * difference is then off by at most h^2/6 times the third derivative of the loss, which p(1 -
   * p)(1 - 2p) keeps below 0.1: 2e-8. The tolerance leaves the rest to the float gradient, whose
   * entries are about 0.05.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theGradientIsTheSlopeOfTheLoss(long seed) {
    int vocabulary = 9;
    float h = 0x1p-10f;
    SplitMix64 random = new SplitMix64(seed);
    float[] weights = new float[vocabulary * vocabulary];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.round(random.nextGaussian() / h) * h;
    }
    Batch batch = randomBatch(random, vocabulary, 4, 5);
    BigramModel model = new BigramModel(vocabulary, weights);
    float[] gradient = new BigramLearner(model, AdamW.Options.DEFAULT).gradient(batch);
    for (int i = 0; i < weights.length; i++) {
      float here = weights[i];
      weights[i] = here + h;
      double above = new BigramModel(vocabulary, weights).loss(batch);
      weights[i] = here - h;
      double below = new BigramModel(vocabulary, weights).loss(batch);
      weights[i] = here;
      assertThat((double) gradient[i])
          .as("seed %d, weight %d", seed, i)
          .isCloseTo((above - below) / (2 * h), within(1e-6));
    }
  }

  static Stream<AdamW.Options> options() {
    return Stream.of(
        AdamW.Options.DEFAULT,
        AdamW.Options.DEFAULT.withLearningRate(1e-2),
        new AdamW.Options(0.05, 0, 0.5, 1e-3, 0.3));
  }

  /**
   * The weights are float here and double there: those of size 4 are rounded by up to 2.4e-7 in
   * each of 20 steps. Adam divides a gradient by its own size, so that tiny gradients count, too.
   */
  @ParameterizedTest
  @MethodSource("options")
  void doesWhatTheTextbookSays(AdamW.Options options) {
    for (int vocabulary : new int[] {1, 2, 65, 300}) {
      long seed = 40L + vocabulary;
      SplitMix64 random = new SplitMix64(seed);
      BigramModel start = BigramModel.random(vocabulary, random.nextLong());
      BigramLearner learner = new BigramLearner(start, options);
      TextbookBigram textbook = new TextbookBigram(vocabulary, start.logits(), options);
      for (int step = 1; step <= 20; step++) {
        // Of changing size, so that buffers grow and are reused.
        int batchSize = 1 + random.nextInt(32);
        int blockSize = 1 + random.nextInt(8);
        Batch batch = randomBatch(random, vocabulary, batchSize, blockSize);
        String where = "seed %d, V %d, step %d".formatted(seed, vocabulary, step);
        assertClose(where, learner.gradient(batch), textbook.gradient(batch), 1e-6);
        double loss = textbook.loss(batch);
        assertThat(learner.step(batch)).as(where).isCloseTo(loss, within(1e-5));
        textbook.step(batch);
        assertClose(where, learner.model().logits(), textbook.weights, 1e-5);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {100, 10_000})
  void largeLogitsAreNoTrouble(float size) {
    for (long seed = 1; seed <= 20; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      int vocabulary = 6;
      float[] weights = new float[vocabulary * vocabulary];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (random.nextBoolean() ? size : -size) + random.nextInt(3);
      }
      BigramModel start = new BigramModel(vocabulary, weights);
      BigramLearner learner = new BigramLearner(start, AdamW.Options.DEFAULT);
      TextbookBigram textbook = new TextbookBigram(vocabulary, weights, AdamW.Options.DEFAULT);
      Batch batch = randomBatch(random, vocabulary, 8, 4);
      double loss = textbook.loss(batch);
      assertClose("seed " + seed, learner.gradient(batch), textbook.gradient(batch), 1e-6);
      assertThat(learner.step(batch))
          .as("seed %d", seed)
          .isCloseTo(loss, within(1e-6 * Math.max(1, loss)));
      assertThat(learner.model().logits()).as("seed %d", seed).doesNotContain(Float.NaN);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, INFINITY, -INFINITY})
  void aLossThatIsNotFiniteLeavesTheWeightsAlone(float bad) {
    float[] weights = {0, 0.5f, 1, /**/ 2, bad, 0, /**/ 1, 1, 3};
    Batch touchesIt = new Batch(1, 3, new int[] {0, 1, 2}, new int[] {1, 1, 0});
    Batch avoidsIt = new Batch(1, 3, new int[] {0, 2, 2}, new int[] {2, 2, 1});
    BigramModel start = new BigramModel(3, weights);
    BigramLearner learner = new BigramLearner(start, AdamW.Options.DEFAULT);
    assertThat(learner.step(touchesIt)).isNotFinite();
    assertThat(learner.model().logits()).containsExactly(weights);

    BigramLearner other = new BigramLearner(start, AdamW.Options.DEFAULT);
    assertThat(learner.step(avoidsIt)).as("the next step").isEqualTo(other.step(avoidsIt));
    assertThat(learner.model().logits())
        .as("nor is the optimizer touched")
        .containsExactly(other.model().logits());
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "3, 0", "0, -1", "0, 3"})
  void refusesATokenThatIsNotInTheVocabulary(int input, int target) {
    BigramModel start = BigramModel.random(3, 1);
    BigramLearner learner = new BigramLearner(start, AdamW.Options.DEFAULT);
    Batch wrong = new Batch(1, 3, new int[] {1, input, 2}, new int[] {2, target, 0});
    assertThatThrownBy(() -> learner.step(wrong)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> learner.gradient(wrong)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(learner.model().logits()).containsExactly(start.logits());

    Batch right = new Batch(1, 3, new int[] {1, 0, 0}, new int[] {2, 1, 0});
    BigramLearner other = new BigramLearner(start, AdamW.Options.DEFAULT);
    assertThat(learner.step(right)).as("the next step").isEqualTo(other.step(right));
    assertThat(learner.model().logits()).containsExactly(other.model().logits());
  }

  @Test
  void aModelHandedOutStaysAsItIs() {
    BigramModel start = BigramModel.random(3, 1);
    float[] before = start.logits();
    BigramLearner learner = new BigramLearner(start, AdamW.Options.DEFAULT);
    BigramModel snapshot = learner.model();
    learner.step(new Batch(1, 2, new int[] {0, 1}, new int[] {1, 2}));
    assertThat(snapshot.logits()).containsExactly(before);
    assertThat(start.logits()).containsExactly(before);
    assertThat(learner.model().logits()).isNotEqualTo(before);
  }

  private static Batch randomBatch(
      SplitMix64 random, int vocabulary, int batchSize, int blockSize) {
    int positions = batchSize * blockSize;
    int[] inputs = random.ints(positions, 0, vocabulary).toArray();
    int[] targets = random.ints(positions, 0, vocabulary).toArray();
    return new Batch(batchSize, blockSize, inputs, targets);
  }

  private static void assertClose(
      String what, float[] actual, GoldenRun.Table expected, double tolerance) {
    assertThat(actual)
        .as(what)
        .containsExactly(GoldenRun.floats(expected.values()), within((float) tolerance));
  }

  private static void assertClose(
      String what, float[] actual, double[][] expected, double tolerance) {
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected.length; j++) {
        worst = Math.max(worst, Math.abs(actual[i * expected.length + j] - expected[i][j]));
      }
    }
    assertThat(worst).as("%s, largest difference", what).isLessThanOrEqualTo(tolerance);
  }
}
