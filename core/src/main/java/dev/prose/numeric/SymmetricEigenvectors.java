package dev.prose.numeric;

/**
 * Eigenvectors of a symmetric matrix, by Jacobi's rotations: each makes two of its numbers 0, until
 * all beside the diagonal are as good as that.
 *
 * <p>Source: Golub and Van Loan, "Matrix computations", 4th edition, 2013, section 8.5.
 */
final class SymmetricEigenvectors {
  private static final int MOST_SWEEPS = 50; // some ten are enough
  private static final double NOTHING = 1e-28; // of the sum of squares

  private SymmetricEigenvectors() {}

  /**
   * Turns a matrix until it is diagonal.
   *
   * @param a symmetric, overwritten: the diagonal has the eigenvalues
   * @return [row][column], a column for each eigenvector, of length 1
   */
  static double[][] diagonalize(double[][] a) {
    int n = a.length;
    double[][] vectors = new double[n][n];
    for (int i = 0; i < n; i++) {
      vectors[i][i] = 1;
    }
    for (int sweep = 0; sweep < MOST_SWEEPS && !isDiagonal(a); sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          if (a[p][q] != 0) {
            rotate(a, vectors, p, q);
          }
        }
      }
    }
    return vectors;
  }

  private static boolean isDiagonal(double[][] a) {
    double all = 0;
    double beside = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        all += a[i][j] * a[i][j];
        beside += i == j ? 0 : a[i][j] * a[i][j];
      }
    }
    return beside <= NOTHING * all;
  }

  /** Makes a[p][q] and a[q][p] 0 by a rotation in the plane of p and q. */
  private static void rotate(double[][] a, double[][] vectors, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double cosine = 1 / Math.hypot(tangent, 1);
    double sine = tangent * cosine;
    for (double[] row : a) {
      turn(row, p, q, cosine, sine);
    }
    for (int j = 0; j < a.length; j++) {
      double atP = a[p][j];
      double atQ = a[q][j];
      a[p][j] = cosine * atP - sine * atQ;
      a[q][j] = sine * atP + cosine * atQ;
    }
    for (double[] row : vectors) {
      turn(row, p, q, cosine, sine);
    }
  }

  private static void turn(double[] row, int p, int q, double cosine, double sine) {
    double atP = row[p];
    double atQ = row[q];
    row[p] = cosine * atP - sine * atQ;
    row[q] = sine * atP + cosine * atQ;
  }
}
