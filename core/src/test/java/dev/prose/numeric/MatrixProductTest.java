package dev.prose.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prose.random.SplitMix64;
import org.junit.jupiter.api.Test;

class MatrixProductTest {
  /** Sizes around the kernels' four rows and four steps, and beyond one panel. */
  private static final int[][] SIZES = {
    {1, 1, 1}, {4, 4, 4}, {5, 7, 3}, {3, 9, 17}, {8, 6, 33}, {13, 130, 65}, {2, 300, 700}, {6, 0, 5}
  };

  @Test
  void isAChainOfFusedMultiplyAddsToTheLastBit() {
    for (int[] size : SIZES) {
      int m = size[0];
      int k = size[1];
      int n = size[2];
      SplitMix64 random = new SplitMix64(m * 1_000L + k);
      float[][] a = matrix(m, k, random);
      float[][] b = matrix(k, n, random);
      float[][] c = matrix(m, n, random);
      float[][] expected = copy(c);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          for (int inner = 0; inner < k; inner++) {
            expected[i][j] = Math.fma(a[i][inner], b[inner][j], expected[i][j]);
          }
        }
      }
      float[][] ofTransposed = copy(c);
      MatrixProduct.add(a, b, c, m, k, n);
      assertThat(c).as("%d x %d x %d", m, k, n).isDeepEqualTo(expected);
      MatrixProduct.addTransposed(transposed(a, k), b, ofTransposed, m, k, n);
      assertThat(ofTransposed).as("transposed, %d x %d x %d", m, k, n).isDeepEqualTo(expected);
    }
  }

  private static float[][] matrix(int rows, int columns, SplitMix64 random) {
    float[][] matrix = new float[rows][columns];
    for (float[] row : matrix) {
      for (int j = 0; j < columns; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    return matrix;
  }

  private static float[][] copy(float[][] matrix) {
    float[][] copy = new float[matrix.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = matrix[i].clone();
    }
    return copy;
  }

  private static float[][] transposed(float[][] matrix, int columns) {
    float[][] transposed = new float[columns][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }
}
