package dev.prose.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.data.Batch;
import dev.prose.data.BatchSampler;
import dev.prose.data.BatchStreams;
import dev.prose.data.Batches;
import dev.prose.data.Split;
import dev.prose.data.Tokens;
import dev.prose.model.LanguageModel;
import dev.prose.numeric.Tensor;
import dev.prose.random.SplitMix64;
import dev.prose.text.InvalidDataException;
import dev.prose.train.AdamW;
import dev.prose.train.Clipping;
import dev.prose.train.DivergedException;
import dev.prose.train.Learner;
import dev.prose.train.LearnerContract;
import dev.prose.train.LearnerState;
import dev.prose.train.LearningRate;
import dev.prose.train.Muon;
import dev.prose.train.Trainer;
import dev.prose.train.TrainingOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeuralLearnerTest extends LearnerContract {
  private static final int V = 7;
  private static final AdamW.Options ADAMW = new AdamW.Options(1e-2, 0.9, 0.99, 1e-8, 0.1);
  private static final LearningRate RATE = new LearningRate(3, LearningRate.Decay.COSINE, 40, 0.1);
  private static final TrainingOptions OPTIONS = new TrainingOptions(8, 5, 40, 10, 2, 1);

  private static NeuralTraining training(int accumulate, boolean muon) {
    return new NeuralTraining(
        ADAMW,
        muon ? Optional.of(Muon.Options.DEFAULT) : Optional.empty(),
        RATE,
        new Clipping(1),
        accumulate);
  }

  private static NeuralModel start(float decay, double dropout) {
    TinyNetwork network = new TinyNetwork(V, 4, decay, dropout);
    return new NeuralModel(network, network.initial(3), LineStarts.at(2));
  }

  @Override
  protected Learner learner() {
    return new NeuralLearner(start(0, 0), OPTIONS, training(1, false));
  }

  @Override
  protected Learner goingOn(LanguageModel model, LearnerState state) {
    return new NeuralLearner((NeuralModel) model, OPTIONS, training(1, false), state);
  }

  private static Tokens tokens() {
    return Tokens.of(new SplitMix64(9).ints(997, 0, V).toArray(), V);
  }

  private static Batches batches(Learner learner, int windows) {
    return learner.carriesState()
        ? new BatchStreams("train", tokens(), windows, 5)
        : new BatchSampler("train", tokens(), windows, 5, 4);
  }

  private static float[] numbers(LanguageModel model) {
    return numbers(((NeuralModel) model).weights());
  }

  private static float[] numbers(Weights weights) {
    float[] all = new float[(int) weights.count()];
    int at = 0;
    for (Tensor tensor : weights.tensors().values()) {
      System.arraycopy(tensor.values(), 0, all, at, tensor.values().length);
      at += tensor.values().length;
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneThreadAndTwoLearnTheSameBytes(boolean muon) {
    NeuralLearner one =
        new NeuralLearner(start(0.5f, 0.3), OPTIONS, training(2, muon), new TwoThreads(false));
    NeuralLearner two =
        new NeuralLearner(start(0.5f, 0.3), OPTIONS, training(2, muon), new TwoThreads(true));
    Batches batches = batches(one, 16);
    for (int step = 0; step < 30; step++) {
      assertThat(one.step(batches.batch(step))).isEqualTo(two.step(batches.batch(step)));
    }
    assertThat(numbers(one.model())).isEqualTo(numbers(two.model()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRunGoesOnBitForBitWithItsStateAndDropout(boolean muon) {
    NeuralLearner one = new NeuralLearner(start(0.5f, 0.3), OPTIONS, training(3, muon));
    Batches batches = batches(one, 24);
    for (int step = 0; step < 11; step++) {
      one.step(batches.batch(step));
    }
    LearnerState kept = one.state();
    NeuralLearner other = new NeuralLearner(one.model(), OPTIONS, training(3, muon), kept);
    for (int step = 11; step < 40; step++) {
      assertThat(other.step(batches.batch(step))).isEqualTo(one.step(batches.batch(step)));
    }
    assertThat(numbers(other.model())).isEqualTo(numbers(one.model()));
  }

  @Test
  void accumulatedBatchesAreOneBigBatch() {
    NeuralLearner accumulating = new NeuralLearner(start(0.5f, 0), OPTIONS, training(4, false));
    TrainingOptions big = new TrainingOptions(32, 5, 40, 10, 2, 1);
    NeuralLearner atOnce = new NeuralLearner(start(0.5f, 0), big, training(1, false));
    Batches batches = batches(atOnce, 32);
    for (int step = 0; step < 20; step++) {
      assertThat(accumulating.step(batches.batch(step)))
          .isCloseTo(atOnce.step(batches.batch(step)), within(1e-6));
    }
    float[] expected = numbers(atOnce.model());
    float[] actual = numbers(accumulating.model());
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f));
    }
    Trainer trainer = new Trainer(new Split(tokens(), tokens()), OPTIONS);
    trainer.train(new NeuralLearner(start(0.5f, 0), OPTIONS, training(4, false)), event -> {});
  }

  /** AdamW as Loshchilov and Hutter write it, in double precision, with clipping and schedule. */
  @Test
  void stepsAreThoseOfTheTextbook() {
    NeuralModel start = start(0, 0);
    NeuralLearner learner = new NeuralLearner(start, OPTIONS, training(1, false));
    float[] begin = numbers(start);
    double[] weights = new double[begin.length];
    Arrays.setAll(weights, i -> begin[i]);
    int biases = weights.length - V; // the last are the biases, which do not decay
    double[] m = new double[weights.length];
    double[] v = new double[weights.length];
    Batches batches = batches(learner, 8);
    for (int step = 0; step < 30; step++) {
      Batch batch = batches.batch(step);
      Weights gradient = start.weights().zeros();
      NeuralModel now = learner.model();
      Pass pass = start.network().pass(now.weights(), 8, 5);
      pass.forward(batch, 0, 8, start.lines(), OptionalLong.empty(), new float[8][0]);
      pass.backward(gradient, 1f / 40);
      float[] g = numbers(gradient);
      double norm = 0;
      for (float each : g) {
        norm += (double) each * each;
      }
      double clip = Math.min(1, 1 / Math.sqrt(norm));
      double rate = 1e-2 * RATE.factor(step);
      for (int i = 0; i < weights.length; i++) {
        m[i] = 0.9 * m[i] + 0.1 * clip * g[i];
        v[i] = 0.99 * v[i] + 0.01 * clip * g[i] * clip * g[i];
        weights[i] *= 1 - rate * (i < biases ? 0.1 : 0);
        double unbiased = v[i] / (1 - Math.pow(0.99, step + 1));
        weights[i] -= rate * m[i] / (1 - Math.pow(0.9, step + 1)) / (Math.sqrt(unbiased) + 1e-8);
      }
      learner.step(batch);
    }
    float[] actual = numbers(learner.model());
    for (int i = 0; i < weights.length; i++) {
      assertThat((double) actual[i]).isCloseTo(weights[i], within(1e-4));
    }
  }

  @Test
  void aGradientThatIsNoNumberLeavesWeightsAndStateAndIsReported() {
    NeuralModel start = start(0.5f, 0);
    start.weights().vector(TinyNetwork.BIAS)[0] = Float.NaN;
    NeuralLearner learner = new NeuralLearner(start, OPTIONS, training(1, false));
    Batches batches = batches(learner, 8);
    LearnerState before = learner.state();
    assertThat(learner.step(batches.batch(0))).isNaN();
    assertThat(numbers(learner.model())).isEqualTo(numbers(start));
    assertThat(learner.state().steps()).isEqualTo(before.steps());
    before
        .tensors()
        .forEach((name, tensor) ->
            assertThat(learner.state().values(name, tensor.shape())).isEqualTo(tensor.values()));
    Trainer trainer = new Trainer(new Split(tokens(), Tokens.of(new int[0], V)), OPTIONS);
    assertThatThrownBy(() -> trainer.train(learner, event -> {}))
        .isInstanceOf(DivergedException.class);
  }

  @Test
  void aStateThatCannotBeIsRefused() {
    NeuralLearner learner = new NeuralLearner(start(0.5f, 0), OPTIONS, training(1, true));
    LearnerState state = learner.state();
    state
        .tensors()
        .forEach((name, tensor) -> {
          float[] bad = tensor.values().clone();
          bad[bad.length - 1] = Float.POSITIVE_INFINITY;
          Map<String, Tensor> tensors = new LinkedHashMap<>(state.tensors());
          tensors.put(name, new Tensor(tensor.shape(), bad));
          LearnerState damaged = new LearnerState("Muon", 1, tensors);
          assertThatThrownBy(
                  () -> new NeuralLearner(start(0.5f, 0), OPTIONS, training(1, true), damaged))
              .as(name)
              .isInstanceOf(InvalidDataException.class);
        });
    assertThatThrownBy(() -> new NeuralLearner(start(0.5f, 0), OPTIONS, training(1, false), state))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("the state is of Muon, and AdamW");
  }

  @Test
  void windowsLongerThanTheNetworkTakesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new NeuralLearner(
                start(0, 0), new TrainingOptions(2, 65, 1, 1, 1, 0), training(1, false)))
        .withMessageContaining("block size must be at most the network's 64 positions");
  }
}
