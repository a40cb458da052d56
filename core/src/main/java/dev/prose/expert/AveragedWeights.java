package dev.prose.expert;

import dev.prose.neural.Weight;
import dev.prose.neural.Weights;
import dev.prose.numeric.Tensor;
import dev.prose.text.InvalidDataException;
import dev.prose.train.LearnerState;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The running mean of a network's weights over its last steps, older ones counting ever less. It
 * has less of what single batches happened to teach, and so is closer to what can be said of text
 * that was not learned.
 *
 * <p>Source: Polyak and Juditsky, "Acceleration of stochastic approximation by averaging", 1992;
 * the mean is exponential, as in Adam's paper (Kingma and Ba, 2015, section 7.2).
 */
final class AveragedWeights {
  private static final String LAST = "last."; // weights of the last step, in a state

  private final int horizon; // steps
  private final Weights mean;

  /**
   * @param horizon over so many steps, at least 1; over all as long as there were fewer
   * @param mean of the steps so far, which this takes over
   */
  AveragedWeights(int horizon, Weights mean) {
    this.horizon = horizon;
    this.mean = mean;
  }

  /** The mean. Not to be changed, and not to be used after the next step. */
  Weights mean() {
    return mean;
  }

  /**
   * Takes the weights of one more step.
   *
   * @param steps how many there were with this one
   */
  void add(Weights weights, int steps) {
    float share = 1f / Math.min(steps, horizon);
    for (int i = 0; i < mean.all().size(); i++) {
      Weight one = mean.all().get(i);
      float[][] others = weights.all().get(i).values();
      for (int row = 0; row < one.rows(); row++) {
        approach(one.values()[row], others[row], share);
      }
    }
  }

  private static void approach(float[] mean, float[] values, float share) {
    for (int i = 0; i < mean.length; i++) {
      mean[i] += share * (values[i] - mean[i]);
    }
  }

  /** A learner's state, with the weights of its last step, where its model has their mean. */
  static LearnerState withLast(LearnerState state, Weights last) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(state.tensors());
    last.tensors().forEach((name, tensor) -> tensors.put(LAST + name, tensor));
    return new LearnerState(state.optimizer(), state.steps(), tensors);
  }

  /**
   * The weights of the last step.
   *
   * @param shape weights of the same names and shapes
   * @throws InvalidDataException if the state does not have them, or one is not finite
   */
  static Weights last(LearnerState state, Weights shape) {
    Weights last = shape.copy();
    last.set((name, size) -> state.finiteValues(LAST + name, size));
    return last;
  }
}
