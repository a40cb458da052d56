package dev.prose.numeric;

/** The transposition of matrices of single precision. */
public final class Transposition {
  private Transposition() {}

  /**
   * Writes a matrix with rows and columns exchanged.
   *
   * @param a [rows][columns]
   * @param transposed [columns][rows], overwritten; its arrays may be longer
   */
  public static void of(float[][] a, float[][] transposed, int rows, int columns) {
    int i = 0;
    for (; i + 8 <= rows; i += 8) {
      eightRows(
          a[i],
          a[i + 1],
          a[i + 2],
          a[i + 3],
          a[i + 4],
          a[i + 5],
          a[i + 6],
          a[i + 7],
          transposed,
          i,
          columns);
    }
    for (; i < rows; i++) {
      oneRow(a[i], transposed, i, columns);
    }
  }

  // Eight numbers that lie side by side are written at once, because each write fetches the line of
  // cache around it.
  private static void eightRows(
      float[] a0,
      float[] a1,
      float[] a2,
      float[] a3,
      float[] a4,
      float[] a5,
      float[] a6,
      float[] a7,
      float[][] transposed,
      int i,
      int columns) {
    for (int j = 0; j < columns; j++) {
      float[] t = transposed[j];
      t[i] = a0[j];
      t[i + 1] = a1[j];
      t[i + 2] = a2[j];
      t[i + 3] = a3[j];
      t[i + 4] = a4[j];
      t[i + 5] = a5[j];
      t[i + 6] = a6[j];
      t[i + 7] = a7[j];
    }
  }

  private static void oneRow(float[] a, float[][] transposed, int i, int columns) {
    for (int j = 0; j < columns; j++) {
      transposed[j][i] = a[j];
    }
  }
}
