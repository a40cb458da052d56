package dev.prose.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.random.SplitMix64;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Muon beside the same in double precision, written with the plainest loops. */
class MuonTest {
  private static float[][] random(int rows, int columns, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) (random.nextDouble() + random.nextDouble() - 1);
      }
    }
    return values;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  private static double[][] transposed(double[][] a) {
    double[][] t = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        t[j][i] = a[i][j];
      }
    }
    return t;
  }

  private static double[][] orthogonalized(double[][] g) {
    double squares = 0;
    for (double[] row : g) {
      for (double x : row) {
        squares += x * x;
      }
    }
    double[][] x = new double[g.length][g[0].length];
    for (int i = 0; i < g.length; i++) {
      for (int j = 0; j < g[0].length; j++) {
        x[i][j] = g[i][j] / Math.sqrt(squares);
      }
    }
    for (int step = 0; step < 5; step++) {
      double[][] a = product(x, transposed(x));
      double[][] ax = product(a, x);
      double[][] aax = product(a, ax);
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < x[0].length; j++) {
          x[i][j] = 3.4445 * x[i][j] - 4.7750 * ax[i][j] + 2.0315 * aax[i][j];
        }
      }
    }
    return x;
  }

  private static double[][] doubles(float[][] values) {
    double[][] copy = new double[values.length][values[0].length];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[0].length; j++) {
        copy[i][j] = values[i][j];
      }
    }
    return copy;
  }

  @Test
  void stepsAreThoseOfTheTextbook() {
    int[][] shapes = {{8, 8}, {5, 12}, {12, 5}, {1, 3}};
    Muon muon = new Muon(new Muon.Options(0.02, 0.95, 0.1), 8, 12);
    for (int[] shape : shapes) {
      stepsAreThoseOfTheTextbook(muon, shape, shape[0]);
      stepsAreThoseOfTheTextbook(muon, shape, shape[1]); // [in][out], as most matrices are kept
    }
  }

  private static void stepsAreThoseOfTheTextbook(Muon muon, int[] shape, int outputs) {
    float[][] weights = random(shape[0], shape[1], 1);
    float[][] momentum = new float[shape[0]][shape[1]];
    double[][] expected = doubles(weights);
    double[][] mean = new double[shape[0]][shape[1]];
    for (int step = 0; step < 4; step++) {
      float[][] gradient = random(shape[0], shape[1], 100 + step);
      double[][] g = doubles(gradient);
      double[][] nesterov = new double[shape[0]][shape[1]];
      for (int i = 0; i < shape[0]; i++) {
        for (int j = 0; j < shape[1]; j++) {
          mean[i][j] = 0.95 * mean[i][j] + 0.05 * g[i][j];
          nesterov[i][j] = 0.05 * g[i][j] + 0.95 * mean[i][j];
        }
      }
      double[][] update = orthogonalized(nesterov);
      int inputs = shape[0] * shape[1] / outputs;
      double scale = Math.sqrt(Math.max(1, (double) outputs / inputs));
      for (int i = 0; i < shape[0]; i++) {
        for (int j = 0; j < shape[1]; j++) {
          expected[i][j] = expected[i][j] * (1 - 0.01 * 0.1) - 0.01 * scale * update[i][j];
        }
      }
      muon.step(weights, withRubbishBehind(gradient), momentum, outputs, 0.5);
    }
    for (int i = 0; i < shape[0]; i++) {
      for (int j = 0; j < shape[1]; j++) {
        assertThat((double) weights[i][j]).isCloseTo(expected[i][j], within(1e-4));
      }
    }
  }

  /** In rows that are longer, as those of gradients are. */
  private static float[][] withRubbishBehind(float[][] matrix) {
    float[][] longer = new float[matrix.length][];
    for (int row = 0; row < matrix.length; row++) {
      longer[row] = Arrays.copyOf(matrix[row], matrix[row].length + 3);
      Arrays.fill(longer[row], matrix[row].length, longer[row].length, Float.NaN);
    }
    return longer;
  }

  /** The singular values of an update are near 1, as the published iteration has them. */
  @Test
  void anUpdateIsNearlyOrthogonal() {
    float[][] matrix = random(24, 96, 5);
    new NewtonSchulz(24, 96).orthogonalize(matrix, matrix[0].length);
    double[][] x = doubles(matrix);
    double[][] gram = product(x, transposed(x));
    double most = largestEigenvalue(gram);
    double[][] rest = new double[24][24];
    for (int i = 0; i < 24; i++) {
      for (int j = 0; j < 24; j++) {
        rest[i][j] = (i == j ? most : 0) - gram[i][j];
      }
    }
    double least = most - largestEigenvalue(rest);
    assertThat(Math.sqrt(most)).isBetween(0.65, 1.25);
    assertThat(Math.sqrt(least)).isBetween(0.65, 1.25);
  }

  /** By powers of the matrix. */
  private static double largestEigenvalue(double[][] symmetric) {
    double[][] v = transposed(doubles(random(1, symmetric.length, 7)));
    double eigenvalue = 0;
    for (int i = 0; i < 5000; i++) {
      double[][] next = product(symmetric, v);
      eigenvalue = Math.sqrt(product(transposed(next), next)[0][0]);
      for (double[] row : next) {
        row[0] /= eigenvalue;
      }
      v = next;
    }
    return eigenvalue;
  }
}
