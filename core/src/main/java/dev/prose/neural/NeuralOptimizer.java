package dev.prose.neural;

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

/**
 * Moves weights against their gradient: all by AdamW, or matrices between features by Muon and the
 * rest by AdamW. Two threads share the work.
 */
final class NeuralOptimizer {
  private final NeuralTraining training;
  private final TwoThreads threads;
  private final float[][] first; // [row], a gradient, and then the sum of both
  private final float[][] second; // [row], the other gradient
  private final float[][] rows; // [row], the weights, as long as what counts of the gradients
  private final double[] squares; // [row], of the sum
  private final int middle; // the row at which the second thread begins
  private final AdamWRows adamW;
  private final Optional<MuonMatrices> muon;
  private final List<Moments> moments;
  private int steps;

  /**
   * @param weights changed by each step
   * @param first a gradient, changed by each step
   * @param second a gradient to be added to it
   */
  NeuralOptimizer(
      NeuralTraining training, TwoThreads threads, Weights weights, Weights first, Weights second) {
    this.training = training;
    this.threads = threads;
    this.first = Rows.of(first.all());
    this.second = Rows.of(second.all());
    this.rows = Rows.of(weights.all());
    this.squares = new double[this.first.length];
    this.middle = Rows.middle(this.first);
    List<Weight> matrices = new ArrayList<>();
    List<Weight> others = new ArrayList<>();
    for (Weight weight : weights.all()) {
      boolean hidden = weight.role() == Weight.Role.HIDDEN;
      (hidden && training.muon().isPresent() ? matrices : others).add(weight);
    }
    this.adamW = new AdamWRows(training.adamW(), others, first);
    this.muon = training.muon().map(options -> new MuonMatrices(options, matrices, first));
    this.moments = new ArrayList<>(adamW.moments());
    muon.ifPresent(it -> moments.addAll(it.moments()));
  }

  /** How many steps were made. */
  int steps() {
    return steps;
  }

  /**
   * Adds the second gradient to the first.
   *
   * @return the length of the sum, all of it as one vector
   */
  double add() {
    threads.run(() -> add(0, middle), () -> add(middle, first.length));
    double sum = 0;
    for (double each : squares) {
      sum += each;
    }
    return Math.sqrt(sum);
  }

  private void add(int from, int to) {
    for (int row = from; row < to; row++) {
      squares[row] = Rows.add(first[row], second[row], rows[row].length);
    }
  }

  /**
   * Moves the weights by the sum.
   *
   * @param scale what the gradient is multiplied with first
   */
  void step(float scale) {
    double factor = training.learningRate().factor(steps);
    steps++;
    threads.run(() -> move(0, factor, scale), () -> move(1, factor, scale));
  }

  private void move(int half, double factor, float scale) {
    adamW.move(half, steps, factor, scale);
    if (muon.isPresent()) {
      muon.get().move(half, factor, scale);
    }
  }

  /** What it takes to go on, with what else there is to remember. */
  LearnerState state(Map<String, Tensor> more) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    moments.forEach(each -> each.addTo(tensors));
    tensors.putAll(more);
    return new LearnerState(name(), steps, tensors);
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
    moments.forEach(each -> each.set(state));
    steps = state.steps();
  }
}
