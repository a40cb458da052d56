package dev.prose.neural.layer;

/** Turns the rows of a matrix into columns. */
public final class Transposition {
  private Transposition() {}

  /**
   * Writes the transpose of a matrix.
   *
   * @param from [rows][columns]
   * @param to [columns][rows], overwritten
   */
  public static void of(float[][] from, float[][] to, int rows, int columns) {
    int i = 0;
    for (; i + 8 <= rows; i += 8) {
      eight(
          from[i],
          from[i + 1],
          from[i + 2],
          from[i + 3],
          from[i + 4],
          from[i + 5],
          from[i + 6],
          from[i + 7],
          to,
          i,
          columns);
    }
    for (; i < rows; i++) {
      float[] row = from[i];
      for (int j = 0; j < columns; j++) {
        to[j][i] = row[j];
      }
    }
  }

  // Eight rows at once, so that what is written beside each other is written together.
  private static void eight(
      float[] x0,
      float[] x1,
      float[] x2,
      float[] x3,
      float[] x4,
      float[] x5,
      float[] x6,
      float[] x7,
      float[][] to,
      int i,
      int columns) {
    for (int j = 0; j < columns; j++) {
      float[] row = to[j];
      row[i] = x0[j];
      row[i + 1] = x1[j];
      row[i + 2] = x2[j];
      row[i + 3] = x3[j];
      row[i + 4] = x4[j];
      row[i + 5] = x5[j];
      row[i + 6] = x6[j];
      row[i + 7] = x7[j];
    }
  }
}
