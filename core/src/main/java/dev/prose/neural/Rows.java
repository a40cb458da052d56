package dev.prose.neural;

import dev.prose.numeric.Vectors;
import dev.prose.train.Clipping;
import java.util.ArrayList;
import java.util.List;

/** The rows of many matrices as one list, to be cut into two parts of about one size. */
final class Rows {
  private Rows() {}

  /** The rows of all of these weights, in order, not copied. */
  static float[][] of(List<Weight> weights) {
    List<float[]> rows = new ArrayList<>();
    for (Weight weight : weights) {
      rows.addAll(List.of(weight.values()));
    }
    return rows.toArray(float[][]::new);
  }

  /** The rows of those that have the names of these weights, in order, not copied. */
  static float[][] of(Weights all, List<Weight> named) {
    List<float[]> rows = new ArrayList<>();
    for (Weight weight : named) {
      rows.addAll(List.of(all.matrix(weight.name())));
    }
    return rows.toArray(float[][]::new);
  }

  /** The row at which the second half of the numbers begins. */
  static int middle(float[][] rows) {
    long all = 0;
    for (float[] row : rows) {
      all += row.length;
    }
    long before = 0;
    int middle = 0;
    while (2 * before < all) {
      before += rows[middle++].length;
    }
    return middle;
  }

  /**
   * Adds numbers to the first numbers of a row.
   *
   * @return the sum of the squares of the sums
   */
  static double add(float[] row, float[] added, int n) {
    Vectors.add(row, added, n);
    return Clipping.sumOfSquares(row, n);
  }

  /** Multiplies the first numbers of a row. */
  static void multiply(float[] row, float factor, int n) {
    if (factor != 1) {
      Vectors.scale(row, factor, n);
    }
  }
}
