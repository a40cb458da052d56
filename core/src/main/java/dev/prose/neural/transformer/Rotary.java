package dev.prose.neural.transformer;

/**
 * Turns pairs of a head's numbers by angles that grow with the position, so that products of
 * queries and keys depend on how far they are apart.
 *
 * <p>Source: Su et al., "RoFormer: enhanced transformer with rotary position embedding", 2021,
 * equation 34; pair j is the numbers j and j + size / 2, as in GPT-NeoX.
 */
final class Rotary {
  private static final double BASE = 10_000;

  private final int half; // of a head's size
  private final double[] frequencies; // [half], in radians per position
  private final float[][] cosineOf; // [position][half], for the first positions
  private final float[][] sineOf; // [position][half]
  private final float[][] cosine; // [half][n]
  private final float[][] sine; // [half][n]

  /**
   * @param columns the most at once, with the padding
   * @param known for how many first positions the angles are worked out at once
   */
  Rotary(int headSize, int columns, int known) {
    half = headSize / 2;
    frequencies = new double[half];
    for (int j = 0; j < half; j++) {
      frequencies[j] = StrictMath.pow(BASE, -(double) j / half);
    }
    cosineOf = new float[known + 1][half];
    sineOf = new float[known + 1][half];
    for (int position = 0; position < known; position++) {
      angles(position, position);
    }
    cosine = new float[half][columns];
    sine = new float[half][columns];
  }

  // In double precision, because an angle must be right where it is millions.
  private void angles(long position, int row) {
    for (int j = 0; j < half; j++) {
      double angle = position * frequencies[j];
      cosineOf[row][j] = (float) StrictMath.cos(angle);
      sineOf[row][j] = (float) StrictMath.sin(angle);
    }
  }

  /**
   * Makes ready to turn tokens at these positions.
   *
   * @param positions [column]
   */
  void set(long[] positions, int n) {
    int spare = cosineOf.length - 1;
    for (int i = 0; i < n; i++) {
      int row = (int) Math.min(positions[i], spare);
      if (row == spare) {
        angles(positions[i], spare);
      }
      for (int j = 0; j < half; j++) {
        cosine[j][i] = cosineOf[row][j];
        sine[j][i] = sineOf[row][j];
      }
    }
  }

  /** Makes ready to turn one token. */
  void set(long position) {
    angles(position, cosineOf.length - 1);
  }

  /** Turns the numbers of one token's head, which begin there, in place. */
  void turn(float[] x, int first) {
    float[] c = cosineOf[cosineOf.length - 1];
    float[] s = sineOf[sineOf.length - 1];
    for (int j = 0; j < half; j++) {
      float a = x[first + j];
      float b = x[first + j + half];
      x[first + j] = Math.fma(a, c[j], -b * s[j]);
      x[first + j + half] = Math.fma(a, s[j], b * c[j]);
    }
  }

  /**
   * Turns numbers in place.
   *
   * @param x whose rows from the first on are a head's: [size][n]
   */
  void turn(float[][] x, int first, int n) {
    for (int j = 0; j < half; j++) {
      turn(x[first + j], x[first + j + half], cosine[j], sine[j], n);
    }
  }

  /** Turns numbers back, as {@link #turn} turns them. */
  void turnBack(float[][] x, int first, int n) {
    for (int j = 0; j < half; j++) {
      turn(x[first + j + half], x[first + j], cosine[j], sine[j], n);
    }
  }

  private static void turn(float[] a, float[] b, float[] cosine, float[] sine, int n) {
    for (int i = 0; i < n; i++) {
      float x = a[i];
      float y = b[i];
      a[i] = Math.fma(x, cosine[i], -y * sine[i]);
      b[i] = Math.fma(x, sine[i], y * cosine[i]);
    }
  }
}
