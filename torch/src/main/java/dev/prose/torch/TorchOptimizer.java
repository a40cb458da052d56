package dev.prose.torch;

import dev.prose.neural.NeuralTraining;
import dev.prose.neural.Weight;
import dev.prose.neural.Weights;
import dev.prose.numeric.Tensor;
import dev.prose.text.InvalidDataException;
import dev.prose.train.AdamW;
import dev.prose.train.LearnerState;
import dev.prose.train.Muon;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;

/**
 * Moves weights against their gradient as plain Java does: by AdamW, or matrices between features
 * by Muon and the rest by AdamW. The optimizers of libtorch are not used, because what they
 * remember cannot be read through JavaCPP, and a run could not go on.
 */
final class TorchOptimizer {
  private static final String MEAN = "exp_avg";
  private static final String SQUARE = "exp_avg_sq";
  private static final String MOMENTUM = "momentum_buffer";

  private final NeuralTraining training;
  private final Weights like; // names and shapes
  private final List<Weight> matrices; // that Muon moves: the first in the vector
  private final List<Weight> others; // that AdamW moves, those first that decay
  private final FlatWeights weights;
  private final Optional<TorchMuon> muon;
  private final long muonCount; // of numbers
  private final long adamWCount;
  private final long decayCount; // of those that AdamW moves
  private final Device device;
  private org.bytedeco.pytorch.Tensor momentum; // [number that Muon moves]
  private org.bytedeco.pytorch.Tensor mean; // [number that AdamW moves]
  private org.bytedeco.pytorch.Tensor square; // [number that AdamW moves]
  private int steps;

  TorchOptimizer(NeuralTraining training, Weights start, Precision precision, Device device) {
    this.training = training;
    this.like = start;
    this.device = device;
    List<Weight> hidden = new ArrayList<>();
    List<Weight> decaying = new ArrayList<>();
    List<Weight> staying = new ArrayList<>();
    for (Weight weight : start.all()) {
      if (training.muon().isPresent() && weight.role() == Weight.Role.HIDDEN) {
        hidden.add(weight);
      } else {
        (weight.decays() ? decaying : staying).add(weight);
      }
    }
    this.matrices = TorchMuon.ordered(hidden);
    this.decayCount = count(decaying);
    this.others = new ArrayList<>(decaying);
    others.addAll(staying);
    this.muonCount = count(matrices);
    this.adamWCount = count(others);
    List<Weight> order = new ArrayList<>(matrices);
    order.addAll(others);
    this.weights = new FlatWeights(order, device);
    this.muon = training.muon().map(options -> new TorchMuon(options, matrices, precision));
    this.momentum = Vectors.of(new float[(int) muonCount], device);
    this.mean = Vectors.of(new float[(int) adamWCount], device);
    this.square = Vectors.of(new float[(int) adamWCount], device);
  }

  private static long count(List<Weight> weights) {
    return weights.stream().mapToLong(FlatWeights::size).sum();
  }

  FlatWeights weights() {
    return weights;
  }

  /** How many steps were made. */
  int steps() {
    return steps;
  }

  /**
   * Moves the weights by their gradient, if its length is finite in single precision.
   *
   * @return whether they were moved
   */
  boolean step() {
    org.bytedeco.pytorch.Tensor gradient = weights.gradient();
    double norm = gradient.norm().item_double();
    if (!Double.isFinite(norm)) {
      return false;
    }
    float scale = training.clipping().factor(norm);
    if (scale != 1) {
      gradient.mul_(new Scalar(scale));
    }
    double factor = training.learningRate().factor(steps);
    steps++;
    org.bytedeco.pytorch.Tensor all = weights.vector();
    muon.ifPresent(it ->
        it.step(all.narrow(0, 0, muonCount), gradient.narrow(0, 0, muonCount), momentum, factor));
    adamW(all.narrow(0, muonCount, adamWCount), gradient.narrow(0, muonCount, adamWCount), factor);
    return true;
  }

  private void adamW(
      org.bytedeco.pytorch.Tensor numbers, org.bytedeco.pytorch.Tensor gradient, double factor) {
    AdamW.Step step = new AdamW.Step(training.adamW(), steps, factor, true);
    mean.mul_(new Scalar(step.beta1())).add_(gradient, new Scalar(step.oneMinusBeta1()));
    square
        .mul_(new Scalar(step.beta2()))
        .addcmul_(gradient, gradient, new Scalar(step.oneMinusBeta2()));
    org.bytedeco.pytorch.Tensor denominator =
        square
            .sqrt()
            .mul_(new Scalar(step.inverseRootCorrection2()))
            .add_(new Scalar(step.epsilon()));
    numbers.narrow(0, 0, decayCount).mul_(new Scalar(step.decay()));
    numbers.addcdiv_(mean, denominator, new Scalar(-step.stepSize()));
  }

  /** What it takes to go on, with what else there is to remember. */
  LearnerState state(Map<String, Tensor> more) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    put(tensors, MEAN, mean, others);
    put(tensors, SQUARE, square, others);
    if (muon.isPresent()) {
      put(tensors, MOMENTUM, momentum, matrices);
    }
    tensors.putAll(more);
    return new LearnerState(name(), steps, tensors);
  }

  private void put(
      Map<String, Tensor> tensors,
      String moment,
      org.bytedeco.pytorch.Tensor vector,
      List<Weight> order) {
    Weights values = like(order);
    FlatWeights.copyTo(vector, order, values);
    values.tensors().forEach((weight, tensor) -> tensors.put(name(weight, moment), tensor));
  }

  /** Zeros of the same names and shapes. */
  private static Weights like(List<Weight> weights) {
    return new Weights(weights).zeros();
  }

  private static String name(String weight, String moment) {
    return weight.isEmpty() ? moment : weight + "." + moment;
  }

  private String name() {
    return muon.isPresent() ? Muon.NAME : AdamW.NAME;
  }

  /**
   * Goes on from a state.
   *
   * @throws InvalidDataException if it is not one of this optimizer for such weights
   */
  void goOnFrom(LearnerState state) {
    state.requireOptimizer(name());
    mean = taken(state, MEAN, others);
    square = taken(state, SQUARE, others);
    if (muon.isPresent()) {
      momentum = taken(state, MOMENTUM, matrices);
    }
    steps = state.steps();
  }

  private org.bytedeco.pytorch.Tensor taken(LearnerState state, String moment, List<Weight> order) {
    Weights values = like(order);
    values.set((weight, shape) -> {
      float[] numbers = state.values(name(weight, moment), shape);
      for (float number : numbers) {
        if (!Float.isFinite(number) || (moment.equals(SQUARE) && number < 0)) {
          throw new InvalidDataException(
              "%s has a number that cannot come from steps, %s"
                  .formatted(name(weight, moment), number));
        }
      }
      return numbers;
    });
    return Vectors.of(FlatWeights.numbers(order, values), device);
  }

  /** A copy of the weights. */
  Weights copy() {
    Weights copy = like.zeros();
    weights.copyTo(copy);
    return copy;
  }
}
