package dev.prose.neural;

import dev.prose.train.Muon;
import java.util.ArrayList;
import java.util.List;

/** The matrices that Muon moves, in two parts of about as much work. */
final class MuonMatrices {
  private final Moments momentum;
  private final Part first;
  private final Part second;

  /** A matrix with its gradient and momentum. */
  // Arrays, because the inner loops read them; never compared.
  @SuppressWarnings("ArrayRecordComponent")
  private record Matrix(float[][] weights, float[][] gradient, float[][] momentum, int outputs) {
    int shorter() {
      return Math.min(weights.length, weights[0].length);
    }

    int longer() {
      return Math.max(weights.length, weights[0].length);
    }

    /** About how much work it is. */
    double work() {
      return (double) shorter() * shorter() * (shorter() + 2.0 * longer());
    }
  }

  /** What one thread moves. */
  private record Part(Muon muon, List<Matrix> matrices) {
    static Part of(Muon.Options options, List<Matrix> matrices) {
      int shorter = matrices.stream().mapToInt(Matrix::shorter).max().orElse(0);
      int longer = matrices.stream().mapToInt(Matrix::longer).max().orElse(0);
      return new Part(new Muon(options, shorter, longer), List.copyOf(matrices));
    }

    void move(double factor, float scale) {
      for (Matrix matrix : matrices) {
        for (float[] row : matrix.gradient) {
          Rows.multiply(row, scale, matrix.weights[0].length);
        }
        muon.step(matrix.weights, matrix.gradient, matrix.momentum, matrix.outputs, factor);
      }
    }
  }

  /**
   * @param gradients of all weights, by name
   */
  MuonMatrices(Muon.Options options, List<Weight> weights, Weights gradients) {
    this.momentum = Moments.none(Moments.MOMENTUM, weights);
    List<Matrix> one = new ArrayList<>();
    List<Matrix> other = new ArrayList<>();
    double more = 0; // work of the first than of the second
    for (Weight weight : weights) {
      Matrix matrix =
          new Matrix(
              weight.values(),
              gradients.matrix(weight.name()),
              momentum.values().matrix(weight.name()),
              weight.shape()[0]);
      boolean toFirst = more <= 0;
      (toFirst ? one : other).add(matrix);
      more += toFirst ? matrix.work() : -matrix.work();
    }
    this.first = Part.of(options, one);
    this.second = Part.of(options, other);
  }

  /** What it remembers of each weight. */
  List<Moments> moments() {
    return List.of(momentum);
  }

  /**
   * Moves the matrices of one half; their gradient is overwritten.
   *
   * @param half 0 or 1
   * @param factor of the learning rate
   * @param scale what the gradient is multiplied with first
   */
  void move(int half, double factor, float scale) {
    (half == 0 ? first : second).move(factor, scale);
  }
}
