package dev.prose.numeric;

/**
 * Products of matrices of single precision, each a {@code float[rows][columns]}.
 *
 * <p>Every number of a product is a chain of fused multiply-adds in the order of the inner index,
 * whatever the sizes: the same to the last bit on any machine, and wherever a matrix is cut into
 * columns or rows.
 */
public final class MatrixProduct {
  // So many numbers of b stay in the second-level cache while all rows of a pass over them.
  private static final int PANEL = 49_152;

  private MatrixProduct() {}

  /**
   * c += a b.
   *
   * @param a [m][k]
   * @param b [k][n]
   * @param c [m][n]
   */
  public static void add(float[][] a, float[][] b, float[][] c, int m, int k, int n) {
    int block = blockOf(n);
    for (int k0 = 0; k0 < k; k0 += block) {
      int k1 = Math.min(k, k0 + block);
      int i = 0;
      for (; i + 4 <= m; i += 4) {
        rows(a[i], a[i + 1], a[i + 2], a[i + 3], b, c, i, k0, k1, n);
      }
      for (; i < m; i++) {
        row(a[i], b, c[i], k0, k1, n);
      }
    }
  }

  /**
   * c += aᵀ b.
   *
   * @param a [k][m]
   * @param b [k][n]
   * @param c [m][n]
   */
  public static void addTransposed(float[][] a, float[][] b, float[][] c, int m, int k, int n) {
    int block = blockOf(n);
    for (int k0 = 0; k0 < k; k0 += block) {
      int k1 = Math.min(k, k0 + block);
      int i = 0;
      for (; i + 4 <= m; i += 4) {
        columns(a, b, c, i, k0, k1, n);
      }
      for (; i < m; i++) {
        column(a, b, c[i], i, k0, k1, n);
      }
    }
  }

  private static int blockOf(int n) {
    return Math.max(4, PANEL / Math.max(1, n) & -4);
  }

  private static void rows(
      float[] a0,
      float[] a1,
      float[] a2,
      float[] a3,
      float[][] b,
      float[][] c,
      int i,
      int from,
      int to,
      int n) {
    float[] c0 = c[i];
    float[] c1 = c[i + 1];
    float[] c2 = c[i + 2];
    float[] c3 = c[i + 3];
    int k = from;
    for (; k + 4 <= to; k += 4) {
      fourByFour(
          c0, c1, c2, c3, b[k], b[k + 1], b[k + 2], b[k + 3], a0[k], a0[k + 1], a0[k + 2],
          a0[k + 3], a1[k], a1[k + 1], a1[k + 2], a1[k + 3], a2[k], a2[k + 1], a2[k + 2], a2[k + 3],
          a3[k], a3[k + 1], a3[k + 2], a3[k + 3], n);
    }
    for (; k < to; k++) {
      fourByOne(c0, c1, c2, c3, b[k], a0[k], a1[k], a2[k], a3[k], n);
    }
  }

  private static void columns(
      float[][] a, float[][] b, float[][] c, int i, int from, int to, int n) {
    float[] c0 = c[i];
    float[] c1 = c[i + 1];
    float[] c2 = c[i + 2];
    float[] c3 = c[i + 3];
    int k = from;
    for (; k + 4 <= to; k += 4) {
      float[] a0 = a[k];
      float[] a1 = a[k + 1];
      float[] a2 = a[k + 2];
      float[] a3 = a[k + 3];
      fourByFour(
          c0, c1, c2, c3, b[k], b[k + 1], b[k + 2], b[k + 3], a0[i], a1[i], a2[i], a3[i], a0[i + 1],
          a1[i + 1], a2[i + 1], a3[i + 1], a0[i + 2], a1[i + 2], a2[i + 2], a3[i + 2], a0[i + 3],
          a1[i + 3], a2[i + 3], a3[i + 3], n);
    }
    for (; k < to; k++) {
      float[] ak = a[k];
      fourByOne(c0, c1, c2, c3, b[k], ak[i], ak[i + 1], ak[i + 2], ak[i + 3], n);
    }
  }

  private static void row(float[] a, float[][] b, float[] c, int from, int to, int n) {
    int k = from;
    for (; k + 4 <= to; k += 4) {
      oneByFour(c, b[k], b[k + 1], b[k + 2], b[k + 3], a[k], a[k + 1], a[k + 2], a[k + 3], n);
    }
    for (; k < to; k++) {
      oneByOne(c, b[k], a[k], n);
    }
  }

  private static void column(float[][] a, float[][] b, float[] c, int i, int from, int to, int n) {
    int k = from;
    for (; k + 4 <= to; k += 4) {
      oneByFour(
          c, b[k], b[k + 1], b[k + 2], b[k + 3], a[k][i], a[k + 1][i], a[k + 2][i], a[k + 3][i], n);
    }
    for (; k < to; k++) {
      oneByOne(c, b[k], a[k][i], n);
    }
  }

  // Arrays indexed by the plain loop variable, sixteen numbers in registers: the form in which the
  // compiler vectorises it. An offset into flat arrays was nine times slower.
  private static void fourByFour(
      float[] c0,
      float[] c1,
      float[] c2,
      float[] c3,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float a00,
      float a01,
      float a02,
      float a03,
      float a10,
      float a11,
      float a12,
      float a13,
      float a20,
      float a21,
      float a22,
      float a23,
      float a30,
      float a31,
      float a32,
      float a33,
      int n) {
    for (int j = 0; j < n; j++) {
      float x0 = b0[j];
      float x1 = b1[j];
      float x2 = b2[j];
      float x3 = b3[j];
      c0[j] = Math.fma(a03, x3, Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j]))));
      c1[j] = Math.fma(a13, x3, Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, c1[j]))));
      c2[j] = Math.fma(a23, x3, Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, c2[j]))));
      c3[j] = Math.fma(a33, x3, Math.fma(a32, x2, Math.fma(a31, x1, Math.fma(a30, x0, c3[j]))));
    }
  }

  private static void fourByOne(
      float[] c0,
      float[] c1,
      float[] c2,
      float[] c3,
      float[] b,
      float a0,
      float a1,
      float a2,
      float a3,
      int n) {
    for (int j = 0; j < n; j++) {
      c0[j] = Math.fma(a0, b[j], c0[j]);
      c1[j] = Math.fma(a1, b[j], c1[j]);
      c2[j] = Math.fma(a2, b[j], c2[j]);
      c3[j] = Math.fma(a3, b[j], c3[j]);
    }
  }

  private static void oneByFour(
      float[] c,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float a0,
      float a1,
      float a2,
      float a3,
      int n) {
    for (int j = 0; j < n; j++) {
      c[j] =
          Math.fma(a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], c[j]))));
    }
  }

  private static void oneByOne(float[] c, float[] b, float a, int n) {
    for (int j = 0; j < n; j++) {
      c[j] = Math.fma(a, b[j], c[j]);
    }
  }
}
