package dev.prose.train;

import dev.prose.numeric.Tensor;
import dev.prose.text.InvalidDataException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a learner needs to go on, besides its model. Only the learner knows what the tensors mean,
 * and checks them when it takes them up again.
 *
 * @param optimizer what it is the state of: "AdamW"
 * @param steps how many steps the optimizer has made
 * @param tensors by name
 */
public record LearnerState(String optimizer, int steps, Map<String, Tensor> tensors) {
  public LearnerState {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /**
   * Refuses the state of another optimizer.
   *
   * @param name of the optimizer that is to go on
   * @throws InvalidDataException if it is another
   */
  public void requireOptimizer(String name) {
    if (!optimizer.equals(name)) {
      throw new InvalidDataException(
          "the state is of %s, and %s is to go on from it".formatted(optimizer, name));
    }
  }

  /**
   * The numbers of a tensor.
   *
   * @param shape that it must have
   * @return in row-major order
   * @throws InvalidDataException if there is none of that name and shape
   */
  public float[] values(String name, int... shape) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new InvalidDataException(
          "the state of %s has no tensor \"%s\"".formatted(optimizer, name));
    }
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new InvalidDataException(
          "the state of %s has a tensor \"%s\" of the shape %s, which should be %s"
              .formatted(optimizer, name, Arrays.toString(tensor.shape()), Arrays.toString(shape)));
    }
    return tensor.values();
  }

  /**
   * The numbers of a tensor, each of which is finite.
   *
   * @param shape that it must have
   * @return in row-major order
   * @throws InvalidDataException if there is none of that name and shape, or a number is not finite
   */
  public float[] finiteValues(String name, int... shape) {
    float[] values = values(name, shape);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new InvalidDataException(
            "the state of %s has a tensor \"%s\" with a number that is %s"
                .formatted(optimizer, name, value));
      }
    }
    return values;
  }
}
