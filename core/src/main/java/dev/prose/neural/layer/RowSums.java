package dev.prose.neural.layer;

/** Sums of rows of numbers. The first {@code n} numbers of each row count. */
public final class RowSums {
  private RowSums() {}

  /** sum = a + b. */
  public static void set(float[] sum, float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] = a[i] + b[i];
    }
  }

  /** sum += a. */
  public static void add(float[] sum, float[] a, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += a[i];
    }
  }

  /** The sum of a row: four chains of additions, which need not wait for each other. */
  public static float of(float[] row, int n) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      a += row[i];
      b += row[i + 1];
      c += row[i + 2];
      d += row[i + 3];
    }
    for (; i < n; i++) {
      a += row[i];
    }
    return (a + b) + (c + d);
  }
}
