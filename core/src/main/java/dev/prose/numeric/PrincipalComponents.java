package dev.prose.numeric;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The plane, or another space of few dimensions, in which some points of a space of many lie as far
 * apart as in any: principal component analysis.
 *
 * <p>The products of all pairs of points, from their mean, are a symmetric matrix. Its eigenvectors
 * of the largest eigenvalues, times the roots of these, are the coordinates.
 *
 * <p>Source: Jolliffe, "Principal component analysis", 2nd edition, Springer 2002, sections 3.5 and
 * 5.3.
 *
 * @param coordinates [point][component], the mean of each being 0
 * @param shares [component], of the variance of the points; falling
 */
// Arrays of numbers; never compared.
@SuppressWarnings("ArrayRecordComponent")
public record PrincipalComponents(double[][] coordinates, double[] shares) {
  /**
   * Finds the first components of a few hundred points at most: the time grows with the cube of
   * their number.
   *
   * @param points [point][any]
   * @param count how many components; those that the points do not have are 0
   */
  public static PrincipalComponents of(float[][] points, int count) {
    double[][] products = products(points);
    double total = 0; // of the squares of all distances from the mean
    for (int i = 0; i < points.length; i++) {
      total += products[i][i];
    }
    double[][] vectors = SymmetricEigenvectors.diagonalize(products); // leaves the eigenvalues
    int[] order =
        IntStream.range(0, points.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -products[i][i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[][] coordinates = new double[points.length][count];
    double[] shares = new double[count];
    for (int component = 0; component < Math.min(count, points.length); component++) {
      int column = order[component];
      double value = Math.max(0, products[column][column]);
      double scale = Math.sqrt(value) * sign(vectors, column);
      for (int i = 0; i < points.length; i++) {
        coordinates[i][component] = scale * vectors[i][column];
      }
      shares[component] = total > 0 ? value / total : 0;
    }
    return new PrincipalComponents(coordinates, shares);
  }

  /** The products of all pairs, from the mean. */
  private static double[][] products(float[][] points) {
    int n = points.length;
    double[][] from = new double[n][points[0].length];
    for (int j = 0; j < from[0].length; j++) {
      double mean = 0;
      for (float[] point : points) {
        mean += (double) point[j] / n;
      }
      for (int i = 0; i < n; i++) {
        from[i][j] = points[i][j] - mean;
      }
    }
    double[][] products = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k <= i; k++) {
        double sum = 0;
        for (int j = 0; j < from[0].length; j++) {
          sum += from[i][j] * from[k][j];
        }
        products[i][k] = sum;
        products[k][i] = sum;
      }
    }
    return products;
  }

  /** Both directions of an axis are as good: the point that is furthest out is on the right. */
  private static double sign(double[][] vectors, int column) {
    double furthest = 0;
    for (double[] vector : vectors) {
      if (Math.abs(vector[column]) > Math.abs(furthest) * (1 + 1e-9)) { // not for a rounding
        furthest = vector[column];
      }
    }
    return furthest < 0 ? -1 : 1;
  }
}
