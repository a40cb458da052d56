package dev.prose.neural;

import dev.prose.numeric.Tensor;
import dev.prose.text.InvalidDataException;
import dev.prose.train.LearnerState;
import java.util.List;
import java.util.Map;

/**
 * A number of some meaning for each of many weights, that an optimizer remembers.
 *
 * @param name what they are called in a state, behind the weight's name; the names are PyTorch's
 * @param values by the weights' names
 */
record Moments(String name, Weights values) {
  static final String MEAN = "exp_avg";
  static final String SQUARE = "exp_avg_sq";
  static final String MOMENTUM = "momentum_buffer";

  /** Zeros for these weights. */
  static Moments none(String name, List<Weight> weights) {
    return new Moments(name, new Weights(weights).zeros());
  }

  void addTo(Map<String, Tensor> tensors) {
    values.tensors().forEach((weight, tensor) -> tensors.put(weight + "." + name, tensor));
  }

  /**
   * Takes numbers up again.
   *
   * @throws InvalidDataException if they are not there, or cannot come from steps
   */
  void set(LearnerState state) {
    values.set((weight, shape) -> {
      float[] numbers = state.values(weight + "." + name, shape);
      for (float number : numbers) {
        if (!Float.isFinite(number) || (name.equals(SQUARE) && number < 0)) {
          throw new InvalidDataException(
              "%s.%s has a number that cannot come from steps, %s".formatted(weight, name, number));
        }
      }
      return numbers;
    });
  }
}
