package dev.prose.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.random.SplitMix64;
import org.junit.jupiter.api.Test;

class VectorsTest {
  private static final int ROOM = 70;

  private final float[] a = random(1);
  private final float[] b = random(2);
  private final float[] c = random(3);

  private static float[] random(long seed) {
    SplitMix64 random = new SplitMix64(seed);
    float[] values = new float[ROOM];
    for (int i = 0; i < ROOM; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @FunctionalInterface
  private interface Each {
    float of(int i);
  }

  /** Checks the first numbers, and that the rest are as they were. */
  private void check(float[] changed, int n, Each expected) {
    for (int i = 0; i < ROOM; i++) {
      assertThat(changed[i]).isEqualTo(i < n ? expected.of(i) : c[i]);
    }
  }

  @Test
  void computesNumberByNumberWhatTheNamesSayAndNoMoreThanAsked() {
    for (int n = 0; n <= ROOM; n++) {
      float[] x = c.clone();
      Vectors.add(x, a, n);
      check(x, n, i -> c[i] + a[i]);
      Vectors.sum(x, a, b, n);
      check(x, n, i -> a[i] + b[i]);
      Vectors.product(x, a, b, n);
      check(x, n, i -> a[i] * b[i]);
      x = c.clone();
      Vectors.addProduct(x, a, b, n);
      check(x, n, i -> Math.fma(a[i], b[i], c[i]));
      x = c.clone();
      Vectors.multiply(x, a, n);
      check(x, n, i -> c[i] * a[i]);
      x = c.clone();
      Vectors.scale(x, 3, n);
      check(x, n, i -> 3 * c[i]);
      x = c.clone();
      Vectors.max(x, a, n);
      check(x, n, i -> Math.max(c[i], a[i]));
      float[][] rows = {c.clone(), c.clone()};
      Vectors.add(rows, new float[][] {a, b}, 2, n);
      check(rows[1], n, i -> c[i] + b[i]);
      Vectors.copy(new float[][] {a, b}, rows, 2, n);
      check(rows[1], n, i -> b[i]);
      Vectors.clear(rows, 2, n);
      check(rows[0], n, i -> 0);
      float[][] ends = {c.clone()};
      Vectors.clear(ends, 1, n, ROOM);
      for (int i = 0; i < ROOM; i++) {
        assertThat(ends[0][i]).isEqualTo(i < n ? c[i] : 0);
      }
    }
  }

  @Test
  void paddedLeavesNoRestBehindTheFirstNumberAndWholeVectors() {
    for (int n = 1; n <= ROOM; n++) {
      assertThat(Vectors.padded(n)).isBetween(n, n + 15);
      assertThat(Vectors.padded(n) % 16).isEqualTo(1);
    }
  }

  @Test
  void sumsAreThoseInDoublePrecision() {
    for (int n = 0; n <= ROOM; n++) {
      double sum = 0;
      double dot = 0;
      for (int i = 0; i < n; i++) {
        sum += a[i];
        dot += (double) a[i] * b[i];
      }
      assertThat((double) Vectors.sum(a, n)).isCloseTo(sum, within(1e-5));
      assertThat((double) Vectors.dot(a, b, n)).isCloseTo(dot, within(1e-5));
    }
  }
}
