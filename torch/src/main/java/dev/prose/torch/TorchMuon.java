package dev.prose.torch;

import dev.prose.neural.Weight;
import dev.prose.train.Muon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * {@link Muon} as operations of libtorch, on all matrices of one shape at once.
 *
 * <p>Source: Keller Jordan and others, "Muon: an optimizer for hidden layers in neural networks",
 * 2024.
 */
final class TorchMuon {
  private static final int STEPS = 5;
  private static final double A = 3.4445;
  private static final double B = -4.7750;
  private static final double C = 2.0315;
  private static final double SMALL = 1e-7;

  private static final Comparator<Weight> BY_SHAPE =
      Comparator.<Weight>comparingInt(Weight::rows)
          .thenComparingInt(Weight::columns)
          .thenComparingInt(TorchMuon::outputs);

  private final Muon.Options options;
  private final Precision precision;
  private final List<Group> groups = new ArrayList<>();

  /** Matrices of one shape, one after the other in the vector of all. */
  private record Group(Weight shape, long from, int count) {
    Tensor of(Tensor vector) {
      return vector
          .narrow(0, from, count * FlatWeights.size(shape))
          .view(count, shape.rows(), shape.columns());
    }
  }

  /** The matrices in the order in which they must stand, from the first number on. */
  static List<Weight> ordered(List<Weight> matrices) {
    return matrices.stream().sorted(BY_SHAPE).toList();
  }

  private static int outputs(Weight weight) {
    return weight.shape()[0];
  }

  /**
   * @param ordered the matrices, as {@link #ordered} gives them
   */
  TorchMuon(Muon.Options options, List<Weight> ordered, Precision precision) {
    this.options = options;
    this.precision = precision;
    long from = 0;
    int first = 0;
    while (first < ordered.size()) {
      int behind = first;
      while (behind < ordered.size()
          && BY_SHAPE.compare(ordered.get(first), ordered.get(behind)) == 0) {
        behind++;
      }
      groups.add(new Group(ordered.get(first), from, behind - first));
      from += (behind - first) * FlatWeights.size(ordered.get(first));
      first = behind;
    }
  }

  /**
   * Moves the matrices one step.
   *
   * @param weights [number], changed in place, as is the momentum
   * @param gradient [number], overwritten
   * @param factor of the learning rate
   */
  void step(Tensor weights, Tensor gradient, Tensor momentum, double factor) {
    double rest = 1 - options.momentum();
    momentum.mul_(new Scalar(options.momentum())).add_(gradient, new Scalar(rest));
    gradient.mul_(new Scalar(rest)).add_(momentum, new Scalar(options.momentum()));
    double rate = factor * options.learningRate();
    weights.mul_(new Scalar(1 - rate * options.weightDecay()));
    for (Group group : groups) {
      long outputs = outputs(group.shape);
      long inputs = FlatWeights.size(group.shape) / outputs;
      double stepSize = rate * Math.sqrt(Math.max(1, (double) outputs / inputs));
      group.of(weights).add_(orthogonal(group.of(gradient)), new Scalar(-stepSize));
    }
  }

  /**
   * @param matrices [matrix][row][column]
   */
  private Tensor orthogonal(Tensor matrices) {
    Tensor norm = matrices.norm(new ScalarOptional(new Scalar(2)), new long[] {1, 2}, true);
    Tensor x = precision.factor(matrices.div(norm.add(new Scalar(SMALL))));
    boolean tall = matrices.size(1) > matrices.size(2);
    x = tall ? x.transpose(1, 2) : x;
    for (int step = 0; step < STEPS; step++) {
      Tensor square = x.matmul(x.transpose(1, 2));
      Tensor polynomial = square.mul(new Scalar(B)).add(square.matmul(square), new Scalar(C));
      x = x.mul(new Scalar(A)).add(polynomial.matmul(x));
    }
    return precision.exact(tall ? x.transpose(1, 2) : x);
  }
}
