package dev.prose.neural.transformer;

import java.util.Arrays;

/**
 * Products of the small matrices of one head, one of which has numbers only in a range of each row.
 * All sizes but that of the innermost loop are multiples of 4.
 */
final class HeadProducts {
  private HeadProducts() {}

  /**
   * c[i][j] = Σ a[d][i] b[d][j] for j in [from[i], to[i]), else 0.
   *
   * @param a [depth][rows]
   * @param b [depth][n]
   * @param c [rows][n], overwritten
   * @param from never goes back, nor does to
   */
  static void inRanges(
      float[][] a, float[][] b, float[][] c, int rows, int depth, int[] from, int[] to, int n) {
    for (int i = 0; i < rows; i += 4) {
      int low = from[i];
      int high = to[i + 3];
      for (int row = i; row < i + 4; row++) {
        Arrays.fill(c[row], 0, n, 0);
      }
      columns(a, b, c, i, depth, low, high);
      for (int row = i; row < i + 4; row++) {
        Arrays.fill(c[row], low, from[row], 0);
        Arrays.fill(c[row], to[row], high, 0);
      }
    }
  }

  private static void columns(
      float[][] a, float[][] b, float[][] c, int i, int depth, int low, int high) {
    float[] c0 = c[i];
    float[] c1 = c[i + 1];
    float[] c2 = c[i + 2];
    float[] c3 = c[i + 3];
    for (int d = 0; d < depth; d += 4) {
      float[] a0 = a[d];
      float[] a1 = a[d + 1];
      float[] a2 = a[d + 2];
      float[] a3 = a[d + 3];
      fourByFour(
          c0, c1, c2, c3, b[d], b[d + 1], b[d + 2], b[d + 3], a0[i], a1[i], a2[i], a3[i], a0[i + 1],
          a1[i + 1], a2[i + 1], a3[i + 1], a0[i + 2], a1[i + 2], a2[i + 2], a3[i + 2], a0[i + 3],
          a1[i + 3], a2[i + 3], a3[i + 3], low, high);
    }
  }

  /**
   * c[d][j] = Σ a[d][i] b[i][j], where row i of b is 0 outside of [from[i], to[i]).
   *
   * @param a [depth][inner]
   * @param b [inner][n]
   * @param c [depth][n], overwritten
   * @param from never goes back, nor does to
   */
  static void ofRanges(
      float[][] a, float[][] b, float[][] c, int depth, int inner, int[] from, int[] to, int n) {
    for (int d = 0; d < depth; d += 4) {
      for (int row = d; row < d + 4; row++) {
        Arrays.fill(c[row], 0, n, 0);
      }
      rows(a[d], a[d + 1], a[d + 2], a[d + 3], b, c, d, inner, from, to);
    }
  }

  private static void rows(
      float[] a0,
      float[] a1,
      float[] a2,
      float[] a3,
      float[][] b,
      float[][] c,
      int d,
      int inner,
      int[] from,
      int[] to) {
    float[] c0 = c[d];
    float[] c1 = c[d + 1];
    float[] c2 = c[d + 2];
    float[] c3 = c[d + 3];
    for (int i = 0; i < inner; i += 4) {
      fourByFour(
          c0, c1, c2, c3, b[i], b[i + 1], b[i + 2], b[i + 3], a0[i], a0[i + 1], a0[i + 2],
          a0[i + 3], a1[i], a1[i + 1], a1[i + 2], a1[i + 3], a2[i], a2[i + 1], a2[i + 2], a2[i + 3],
          a3[i], a3[i + 1], a3[i + 2], a3[i + 3], from[i], to[i + 3]);
    }
  }

  // As MatrixProduct's; a copy of its own, because its loops are short.
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
      int from,
      int to) {
    for (int j = from; j < to; j++) {
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
}
