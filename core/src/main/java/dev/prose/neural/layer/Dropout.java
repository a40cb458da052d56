package dev.prose.neural.layer;

import dev.prose.random.SplitMix64;

/**
 * Leaves out random numbers of a row while a network learns, and multiplies the rest so that the
 * mean stays the same. Which are left out is a function of a seed, the layer, the row and the
 * column, so that the backward pass finds the same ones.
 *
 * <p>Source: Srivastava et al., "Dropout: a simple way to prevent neural networks from
 * overfitting", JMLR 2014.
 *
 * @param rate the share that is left out, in [0, 1)
 */
public record Dropout(double rate) {
  private static final int BITS = 24;

  /**
   * @throws IllegalArgumentException if the rate is out of its range
   */
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout must be in [0, 1), but is " + rate);
    }
  }

  /** The seed of a layer's rows. */
  public static long layerSeed(long seed, int layer) {
    return SplitMix64.derive(seed, layer);
  }

  /**
   * Computes to = from times the mask, of the first {@code n} numbers.
   *
   * @param to overwritten; may be {@code from}
   * @param row which row of the layer it is
   */
  public void apply(float[] from, float[] to, int n, long layerSeed, long row) {
    int threshold = (int) (rate * (1 << BITS));
    float scale = (float) (1 / (1 - rate));
    mask(from, to, n, (int) SplitMix64.derive(layerSeed, row), threshold, scale);
  }

  // A hash of row and column that the compiler turns into vector instructions: "lowbias32" of
  // Wellons, "Prospecting for hash functions", 2018.
  private static void mask(
      float[] from, float[] to, int n, int rowSeed, int threshold, float scale) {
    for (int i = 0; i < n; i++) {
      int h = rowSeed + i * 0x9E3779B9;
      h ^= h >>> 16;
      h *= 0x7FEB352D;
      h ^= h >>> 15;
      h *= 0x846CA68B;
      h ^= h >>> 16;
      int leftOut = ((h >>> (Integer.SIZE - BITS)) - threshold) >>> (Integer.SIZE - 1);
      to[i] = from[i] * ((1 - leftOut) * scale);
    }
  }
}
