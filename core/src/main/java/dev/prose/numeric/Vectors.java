package dev.prose.numeric;

import java.util.Arrays;

/**
 * Arithmetic on vectors of single precision, of whose arrays the first {@code n} numbers count.
 * Each loop is a method of its own over plain arrays: the form in which the compiler vectorises it.
 */
public final class Vectors {
  private static final int LANES = 16; // of the longest vectors

  private Vectors() {}

  /**
   * The least number of elements, {@code n} or more, that leaves no remainder: with {@code
   * -XX:SuperWordAutomaticAlignment=0}, which the command has, a compiled loop over arrays takes
   * one element alone, then as many at once as a vector holds, then what remains, one by one.
   */
  public static int padded(int n) {
    return (n + LANES - 2) / LANES * LANES + 1;
  }

  /** sums += added. */
  public static void add(float[] sums, float[] added, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += added[i];
    }
  }

  /** sums = a + b. */
  public static void sum(float[] sums, float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] = a[i] + b[i];
    }
  }

  /** sums += a b, number by number. */
  public static void addProduct(float[] sums, float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] = Math.fma(a[i], b[i], sums[i]);
    }
  }

  /** values *= factors, number by number. */
  public static void multiply(float[] values, float[] factors, int n) {
    for (int i = 0; i < n; i++) {
      values[i] *= factors[i];
    }
  }

  /** products = a b, number by number. */
  public static void product(float[] products, float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      products[i] = a[i] * b[i];
    }
  }

  /** values *= factor. */
  public static void scale(float[] values, float factor, int n) {
    for (int i = 0; i < n; i++) {
      values[i] *= factor;
    }
  }

  /** largest = the larger of both, number by number. */
  public static void max(float[] largest, float[] values, int n) {
    for (int i = 0; i < n; i++) {
      largest[i] = Math.max(largest[i], values[i]);
    }
  }

  /** The sum of the numbers: eight chains, which need not wait for each other. */
  public static float sum(float[] values, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      s0 += values[i];
      s1 += values[i + 1];
      s2 += values[i + 2];
      s3 += values[i + 3];
      s4 += values[i + 4];
      s5 += values[i + 5];
      s6 += values[i + 6];
      s7 += values[i + 7];
    }
    for (; i < n; i++) {
      s0 += values[i];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  /** The sum of products: eight chains, which need not wait for each other. */
  public static float dot(float[] a, float[] b, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      s0 = Math.fma(a[i], b[i], s0);
      s1 = Math.fma(a[i + 1], b[i + 1], s1);
      s2 = Math.fma(a[i + 2], b[i + 2], s2);
      s3 = Math.fma(a[i + 3], b[i + 3], s3);
      s4 = Math.fma(a[i + 4], b[i + 4], s4);
      s5 = Math.fma(a[i + 5], b[i + 5], s5);
      s6 = Math.fma(a[i + 6], b[i + 6], s6);
      s7 = Math.fma(a[i + 7], b[i + 7], s7);
    }
    for (; i < n; i++) {
      s0 = Math.fma(a[i], b[i], s0);
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  /** Adds rows to rows. */
  public static void add(float[][] sums, float[][] added, int rows, int n) {
    for (int row = 0; row < rows; row++) {
      add(sums[row], added[row], n);
    }
  }

  /** Copies rows. */
  public static void copy(float[][] from, float[][] to, int rows, int n) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(from[row], 0, to[row], 0, n);
    }
  }

  /** Sets the numbers of rows to 0. */
  public static void clear(float[][] values, int rows, int n) {
    clear(values, rows, 0, n);
  }

  /** Sets the numbers of rows from {@code from} to before {@code to} to 0. */
  public static void clear(float[][] values, int rows, int from, int to) {
    for (int row = 0; row < rows; row++) {
      Arrays.fill(values[row], from, to, 0);
    }
  }
}
