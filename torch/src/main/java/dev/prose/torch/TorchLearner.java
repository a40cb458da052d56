package dev.prose.torch;

import dev.prose.data.Batch;
import dev.prose.model.LanguageModel;
import dev.prose.neural.LineStarts;
import dev.prose.neural.NeuralTraining;
import dev.prose.neural.Weights;
import dev.prose.random.SplitMix64;
import dev.prose.text.InvalidDataException;
import dev.prose.train.Learner;
import dev.prose.train.LearnerState;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Trains a network on cross-entropy with libtorch, on any of its devices. */
final class TorchLearner implements Learner {
  private static final long DROPOUT = 5; // a purpose of the seed, as in plain Java
  private static final String STATE = "carried_state";
  private static final int MEAN = 1; // libtorch's number for it
  private static final int IGNORED_TARGET = -100; // libtorch's default; there is no such token

  private final Plan plan;
  private final TorchOptimizer optimizer;
  private final Device device;
  private final Tensor state; // [window][number], what is carried

  /**
   * What is trained, and how.
   *
   * @param network the equations
   * @param vocabularySize V
   * @param stateSize how many numbers a window hands on
   * @param lines where lines begin
   * @param windows of a batch, and so many times as many of a step as batches are accumulated; 0:
   *     any number
   * @param length of each, in tokens; 0: any
   * @param seed of what is left out
   * @param model of some weights
   */
  record Plan(
      TorchNetwork network,
      int vocabularySize,
      int stateSize,
      LineStarts lines,
      int windows,
      int length,
      long seed,
      NeuralTraining training,
      Function<Weights, LanguageModel> model) {
    private int windowsOfStep() {
      return windows * training.accumulate();
    }
  }

  TorchLearner(
      Plan plan,
      Weights start,
      Precision precision,
      Device device,
      Optional<LearnerState> goingOn) {
    this.plan = plan;
    this.device = device;
    this.optimizer =
        Libtorch.explained(() -> new TorchOptimizer(plan.training, start, precision, device));
    goingOn.ifPresent(optimizer::goOnFrom);
    float[] carried =
        carriesState() && goingOn.isPresent()
            ? carried(goingOn.get())
            : new float[Math.multiplyExact(plan.windowsOfStep(), plan.stateSize)];
    this.state = Vectors.of(carried, device).view(plan.windowsOfStep(), plan.stateSize);
  }

  private float[] carried(LearnerState from) {
    float[] values = from.values(STATE, plan.windowsOfStep(), plan.stateSize);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new InvalidDataException("the carried state has a number that is " + value);
      }
    }
    return values;
  }

  @Override
  public boolean carriesState() {
    return plan.stateSize > 0;
  }

  @Override
  public int batchesAtOnce() {
    return plan.training.accumulate();
  }

  @Override
  public LanguageModel model() {
    return plan.model.apply(Libtorch.explained(optimizer::copy));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the batch has not the size that the learner was made for
   */
  @Override
  public double step(Batch batch) {
    requireSize(batch);
    // What is left out depends on seed and step alone, so that a run can go on.
    torch.manual_seed(SplitMix64.derive(SplitMix64.derive(plan.seed, DROPOUT), optimizer.steps()));
    int batches = plan.training.accumulate();
    int windows = batch.batchSize() / batches;
    // Frees what a step allocates outside the heap when the step ends.
    try (PointerScope _ = new PointerScope()) {
      optimizer.weights().clearGradient();
      Tensor handedOn = state.clone();
      double loss = 0;
      for (int k = 0; k < batches; k++) {
        loss += pass(batch, k * windows, windows, handedOn) / batches;
      }
      if (!Double.isFinite(loss)) {
        return loss;
      }
      if (!optimizer.step()) {
        return Double.NaN;
      }
      state.copy_(handedOn);
      return loss;
    } catch (RuntimeException e) {
      throw Libtorch.failure(e);
    }
  }

  private void requireSize(Batch batch) {
    if (plan.windows > 0
        && (batch.batchSize() != plan.windowsOfStep() || batch.blockSize() != plan.length)) {
      throw new IllegalArgumentException(
          "this learner takes %d windows of %d tokens, not %d of %d"
              .formatted(plan.windowsOfStep(), plan.length, batch.batchSize(), batch.blockSize()));
    }
  }

  /**
   * Computes the loss of some windows, and adds to the gradient.
   *
   * @param handedOn [window][number], of all windows; those of these windows are overwritten
   */
  private double pass(Batch batch, int from, int size, Tensor handedOn) {
    try (PointerScope _ = new PointerScope()) {
      Windows windows = Windows.of(batch, from, size, plan.vocabularySize, plan.lines, device);
      Tensor own = carriesState() ? handedOn.narrow(0, from, size) : handedOn;
      TorchNetwork.Passed passed = plan.network.forward(optimizer.weights().byName(), windows, own);
      Tensor loss =
          torch.cross_entropy_loss(
              passed.logits().to(torch.ScalarType.Float),
              windows.targets(),
              new TensorOptional(),
              MEAN,
              IGNORED_TARGET,
              0);
      loss.mul(new Scalar(1.0 / plan.training.accumulate())).backward();
      if (carriesState()) {
        own.copy_(passed.state());
      }
      return loss.item_double();
    }
  }

  @Override
  public LearnerState state() {
    if (!carriesState()) {
      return optimizer.state(Map.of());
    }
    int[] shape = {plan.windowsOfStep(), plan.stateSize};
    float[] values;
    try (PointerScope _ = new PointerScope()) {
      values = Vectors.numbers(state);
    }
    return optimizer.state(Map.of(STATE, new dev.prose.numeric.Tensor(shape, values)));
  }
}
