package dev.prose.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.data.Batches;
import dev.prose.device.Device;
import dev.prose.device.DeviceLearners;
import dev.prose.device.NumberType;
import dev.prose.device.Place;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Network;
import dev.prose.neural.NeuralLearner;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.NeuralTraining;
import dev.prose.neural.recurrent.Gru;
import dev.prose.neural.recurrent.Lstm;
import dev.prose.neural.transformer.Gpt;
import dev.prose.neural.transformer.Gpt2;
import dev.prose.numeric.Tensor;
import dev.prose.text.InvalidDataException;
import dev.prose.train.AdamW;
import dev.prose.train.Clipping;
import dev.prose.train.Learner;
import dev.prose.train.LearnerState;
import dev.prose.train.LearningRate;
import dev.prose.train.Muon;
import dev.prose.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(NeedsLibtorch.class)
class TorchLearnerTest {
  private static final int V = Texts.V;
  private static final TrainingOptions OPTIONS = new TrainingOptions(4, 6, 40, 10, 2, 1);
  private static final DeviceLearners LEARNERS = new TorchLearners();
  private static final NeuralTraining TRAINING =
      new NeuralTraining(
          new AdamW.Options(3e-3, 0.9, 0.99, 1e-8, 0.1),
          Optional.of(Muon.Options.DEFAULT),
          new LearningRate(3, LearningRate.Decay.LINEAR, 40, 0.1),
          new Clipping(1),
          2);

  private static List<Network> networks() {
    return List.of(
        new Gpt2(V, 2, 2, 8, 6, true, 0.2), new Gpt(V, 1, 2, 8, 6, 0.2), new Gru(V, 8, 2, 0.2));
  }

  private static NeuralModel start(Network network) {
    return NeuralModel.takingOver(network, network.initial(3), LineStarts.NONE);
  }

  private static Learner learner(NeuralModel start, NumberType type, Optional<LearnerState> state) {
    return LEARNERS.learner(start, OPTIONS, TRAINING, state, new Place(Device.TORCH_CPU, type));
  }

  private static float[] numbers(Learner learner) {
    NeuralModel model = (NeuralModel) learner.model();
    float[] all = new float[(int) model.parameterCount()];
    int at = 0;
    for (Tensor tensor : model.weights().tensors().values()) {
      System.arraycopy(tensor.values(), 0, all, at, tensor.values().length);
      at += tensor.values().length;
    }
    return all;
  }

  @Test
  void theServiceIsFound() {
    assertThat(ServiceLoader.load(DeviceLearners.class).findFirst().orElseThrow())
        .isInstanceOf(TorchLearners.class);
    assertThat(LEARNERS.engine()).isEqualTo("libtorch 2.10.0");
  }

  /** On the CPU, where libtorch adds up in the same order each time. */
  @ParameterizedTest
  @MethodSource("networks")
  void aRunGoesOnBitForBitWithItsStateAndDropout(Network network) {
    Learner one = learner(start(network), NumberType.FLOAT32, Optional.empty());
    Batches batches = Texts.batches(one, 4, 6);
    for (int step = 0; step < 11; step++) {
      one.step(batches.batch(step));
    }
    LearnerState kept = one.state();
    Learner other = learner((NeuralModel) one.model(), NumberType.FLOAT32, Optional.of(kept));
    for (int step = 11; step < 30; step++) {
      assertThat(other.step(batches.batch(step))).isEqualTo(one.step(batches.batch(step)));
    }
    assertThat(numbers(other)).isEqualTo(numbers(one));
  }

  /** Rounded factors give almost the same losses, and weights that are not rounded. */
  @ParameterizedTest
  @MethodSource("networks")
  void halfTheBitsLearnAlmostTheSame(Network network) {
    Learner exact = learner(start(network), NumberType.FLOAT32, Optional.empty());
    Learner rounded = learner(start(network), NumberType.BFLOAT16, Optional.empty());
    Batches batches = Texts.batches(exact, 4, 6);
    double difference = 0;
    for (int step = 0; step < 40; step++) {
      double expected = exact.step(batches.batch(step));
      double loss = rounded.step(batches.batch(step));
      difference = Math.max(difference, Math.abs(loss - expected));
      assertThat(loss).isCloseTo(expected, within(0.05));
    }
    assertThat(difference).isPositive(); // it did round
    int whole = 0;
    for (float number : numbers(rounded)) {
      whole += (Float.floatToIntBits(number) & 0xFFFF) == 0 ? 1 : 0;
    }
    assertThat(whole).isLessThan(numbers(rounded).length / 2);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aLossThatIsNoNumberLeavesWeightsAndStateAndIsReported(Network network) {
    NeuralModel start = start(network);
    start.weights().all().getFirst().values()[3][0] = Float.NaN;
    Learner learner = learner(start, NumberType.FLOAT32, Optional.empty());
    LearnerState before = learner.state();
    float[] weights = numbers(learner);
    assertThat(learner.step(Texts.batches(learner, 4, 6).batch(0))).isNaN();
    assertThat(numbers(learner)).isEqualTo(weights);
    assertThat(learner.state().steps()).isZero();
    before
        .tensors()
        .forEach((name, tensor) ->
            assertThat(learner.state().values(name, tensor.shape())).isEqualTo(tensor.values()));
  }

  @Test
  void whatCannotBeLearnedIsRefusedByName() {
    Lstm lstm = new Lstm(V, 4, 1, 0);
    assertThatThrownBy(() -> learner(start(lstm), NumberType.FLOAT32, Optional.empty()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("libtorch trains bigram, gru, gpt2 and gpt here, not lstm");
    Gpt2 narrow = new Gpt2(V, 1, 1, 4, 5, false, 0);
    assertThatThrownBy(() -> learner(start(narrow), NumberType.FLOAT32, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("block size must be at most the network's 5 positions, but is 6");
  }

  @Test
  void aStateThatCannotBeIsRefused() {
    Gru network = new Gru(V, 4, 1, 0);
    LearnerState state = new NeuralLearner(start(network), OPTIONS, TRAINING).state();
    state
        .tensors()
        .forEach((name, tensor) -> {
          float[] bad = tensor.values().clone();
          Arrays.fill(bad, Float.POSITIVE_INFINITY);
          Map<String, Tensor> tensors = new LinkedHashMap<>(state.tensors());
          tensors.put(name, new Tensor(tensor.shape(), bad));
          LearnerState damaged = new LearnerState(state.optimizer(), 1, tensors);
          assertThatThrownBy(
                  () -> learner(start(network), NumberType.FLOAT32, Optional.of(damaged)))
              .as(name)
              .isInstanceOf(InvalidDataException.class);
        });
    assertThatThrownBy(() ->
            learner(
                start(network),
                NumberType.FLOAT32,
                Optional.of(new LearnerState("AdamW", 1, state.tensors()))))
        .hasMessage("the state is of AdamW, and Muon is to go on from it");
  }

  @Test
  void devicesThatAreNotThereSayWhy() {
    assertThat(LEARNERS.whyNot(Device.TORCH_CPU)).isEmpty();
    boolean apple = System.getProperty("os.name").startsWith("Mac");
    // No computer has both.
    assertThat(LEARNERS.whyNot(apple ? Device.CUDA : Device.MPS))
        .hasValueSatisfying(why -> assertThat(why).isNotBlank());
  }

  @Test
  void whatLibtorchCannotDoIsASentence() {
    RuntimeException failure = new RuntimeException("CUDA out of memory\nException raised from …");
    assertThat(Libtorch.failure(failure))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "libtorch failed: CUDA out of memory. Smaller batches and networks need less memory");
    IllegalStateException other = new IllegalStateException();
    assertThat(Libtorch.failure(other)).isSameAs(other);
  }

  /** What a step allocates outside the heap is freed: 10,000 steps with -Pthorough. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void memoryStaysFlat() throws IOException {
    int steps = Integer.getInteger("prose.torch.steps", 120);
    for (Network network : networks()) {
      Learner learner = learner(start(network), NumberType.FLOAT32, Optional.empty());
      Batches batches = Texts.batches(learner, 4, 6);
      for (int step = 0; step < steps / 4; step++) {
        learner.step(batches.batch(step));
      }
      long before = residentKilobytes();
      for (int step = 0; step < steps; step++) {
        learner.step(batches.batch(step));
      }
      // Tensors of a step that are kept are some kilobytes each time.
      assertThat(residentKilobytes() - before).as(network.type()).isLessThan(20_000);
    }
  }

  private static long residentKilobytes() throws IOException {
    System.gc();
    String line =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(it -> it.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", ""));
  }
}
