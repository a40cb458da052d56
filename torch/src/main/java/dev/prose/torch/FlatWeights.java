package dev.prose.torch;

import dev.prose.neural.Weight;
import dev.prose.neural.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * All weights of a network in one vector of numbers on a device, so that an optimizer moves them in
 * a few operations however many matrices there are. Each has its rows one after the other.
 */
final class FlatWeights {
  private final List<Weight> order; // names and shapes; the numbers are those at the beginning
  private final long[] sizes; // [weight]
  private final Tensor values; // [number], with a gradient

  /**
   * @param order which weight comes after which
   */
  FlatWeights(List<Weight> order, Device device) {
    this.order = List.copyOf(order);
    this.sizes = this.order.stream().mapToLong(FlatWeights::size).toArray();
    this.values = Vectors.of(numbers(this.order), device);
    values.set_requires_grad(true);
  }

  static long size(Weight weight) {
    return (long) weight.rows() * weight.columns();
  }

  private static float[] numbers(List<Weight> weights) {
    long count = weights.stream().mapToLong(FlatWeights::size).sum();
    if (count > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a network of %,d parameters is larger than libtorch is given here".formatted(count));
    }
    float[] numbers = new float[(int) count];
    int at = 0;
    for (Weight weight : weights) {
      for (float[] row : weight.values()) {
        System.arraycopy(row, 0, numbers, at, row.length);
        at += row.length;
      }
    }
    return numbers;
  }

  /** The numbers of some weights of these names, in this order, of a vector that begins there. */
  static float[] numbers(List<Weight> order, Weights values) {
    return numbers(
        order.stream()
            .map(weight -> new Weight(weight.name(), weight.role(), values.matrix(weight.name())))
            .toList());
  }

  /** Writes a vector's numbers into some weights of these names. */
  static void copyTo(Tensor vector, List<Weight> order, Weights target) {
    try (PointerScope _ = new PointerScope()) {
      float[] numbers = Vectors.numbers(vector);
      int at = 0;
      for (Weight weight : order) {
        for (float[] row : target.matrix(weight.name())) {
          System.arraycopy(numbers, at, row, 0, row.length);
          at += row.length;
        }
      }
    }
  }

  /** A copy of the numbers as the network's weights. */
  void copyTo(Weights target) {
    copyTo(values, order, target);
  }

  /** All numbers, [number]. */
  Tensor vector() {
    return values.detach(); // the same numbers, but what is done to them is not derived
  }

  /** The gradient of all numbers, [number], after a backward pass. */
  Tensor gradient() {
    return values.grad();
  }

  void clearGradient() {
    values.mutable_grad().reset();
  }

  /**
   * The weights by name, as a forward pass reads them: [row][column], and [column] for vectors.
   * Their gradients come together in one vector.
   */
  Map<String, Tensor> byName() {
    Map<String, Tensor> byName = new HashMap<>();
    TensorVector parts = values.split_with_sizes(sizes, 0);
    for (int i = 0; i < order.size(); i++) {
      Weight weight = order.get(i);
      Tensor part = parts.get(i);
      byName.put(
          weight.name(),
          weight.role() == Weight.Role.VECTOR ? part : part.view(weight.rows(), weight.columns()));
    }
    return byName;
  }
}
