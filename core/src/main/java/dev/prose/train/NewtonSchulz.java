package dev.prose.train;

import dev.prose.numeric.MatrixProduct;
import dev.prose.numeric.Transposition;
import dev.prose.numeric.Vectors;
import java.util.Arrays;

/**
 * Takes a matrix near to an orthogonal one with the same singular vectors: five steps of an
 * iteration with an odd polynomial of degree 5, X ← aX + b(XXᵀ)X + c(XXᵀ)²X, which take singular
 * values above some hundredths of the norm to around 1. Not safe for use by several threads.
 *
 * <p>Source: Keller Jordan and others, "Muon: an optimizer for hidden layers in neural networks",
 * 2024; the coefficients are theirs.
 */
final class NewtonSchulz {
  private static final int STEPS = 5;
  private static final float A = 3.4445f;
  private static final float B = -4.7750f;
  private static final float C = 2.0315f;
  private static final double SMALL = 1e-7;

  // Room for the largest matrix; of a smaller one only the first rows and columns are used.
  private float[][] x; // [short][long]
  private float[][] next; // [short][long]
  private final float[][] transposed; // [long][short]
  private final float[][] square; // [short][short], XXᵀ
  private final float[][] fourth; // [short][short], (XXᵀ)²

  NewtonSchulz(int mostShort, int mostLong) {
    x = new float[mostShort][Vectors.padded(mostLong)];
    next = new float[mostShort][Vectors.padded(mostLong)];
    transposed = new float[mostLong][Vectors.padded(mostShort)];
    square = new float[mostShort][Vectors.padded(mostShort)];
    fourth = new float[mostShort][Vectors.padded(mostShort)];
  }

  /** Replaces a matrix, [rows][columns]; its rows may be longer. */
  void orthogonalize(float[][] matrix, int columns) {
    int rows = matrix.length;
    double squares = 0;
    for (float[] row : matrix) {
      squares += Clipping.sumOfSquares(row, columns);
    }
    float scale = (float) (1 / (Math.sqrt(squares) + SMALL));
    for (float[] row : matrix) {
      Vectors.scale(row, scale, columns);
    }
    if (rows <= columns) {
      Vectors.copy(matrix, x, rows, columns);
      iterate(rows, columns);
      Vectors.copy(x, matrix, rows, columns);
    } else {
      Transposition.of(matrix, x, rows, columns);
      iterate(columns, rows);
      Transposition.of(x, matrix, columns, rows);
    }
  }

  private void iterate(int m, int n) {
    int paddedM = Vectors.padded(m);
    int paddedN = Vectors.padded(n);
    // What a larger matrix left there would grow without end.
    Vectors.clear(x, m, n, paddedN);
    Vectors.clear(transposed, n, m, paddedM);
    for (int step = 0; step < STEPS; step++) {
      Transposition.of(x, transposed, m, n);
      for (int row = 0; row < m; row++) {
        Arrays.fill(square[row], 0, paddedM, 0);
        Arrays.fill(fourth[row], 0, paddedM, 0);
        System.arraycopy(x[row], 0, next[row], 0, paddedN);
        Vectors.scale(next[row], A, paddedN);
      }
      MatrixProduct.addTransposed(transposed, transposed, square, m, n, paddedM);
      MatrixProduct.add(square, square, fourth, m, m, paddedM);
      for (int row = 0; row < m; row++) {
        mix(square[row], fourth[row], paddedM);
      }
      MatrixProduct.add(square, x, next, m, m, paddedN);
      float[][] last = x;
      x = next;
      next = last;
    }
  }

  private static void mix(float[] square, float[] fourth, int n) {
    for (int i = 0; i < n; i++) {
      square[i] = Math.fma(C, fourth[i], B * square[i]);
    }
  }
}
