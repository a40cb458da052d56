package dev.prose.neural.layer;

import dev.prose.random.SplitMix64;

/**
 * Leaves out random numbers while a network learns, and multiplies the rest so that the mean stays
 * the same. Which are left out is a function of a seed, the place in the network, the row and the
 * column, so that the backward pass finds the same ones. One of row and column is the token's place
 * in the whole batch, so that all parts of a batch can take one seed.
 *
 * <p>Source: Srivastava et al., "Dropout: a simple way to prevent neural networks from
 * overfitting", JMLR 2014.
 */
public final class Dropout {
  private static final int BITS = 24;
  private static final int ALL = 1 << BITS;

  private final int threshold; // of a hash's highest bits, below which a number is left out
  private final float scale;

  /**
   * @param rate the share that is left out, in [0, 1)
   * @throws IllegalArgumentException if the rate is out of its range
   */
  public Dropout(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout must be in [0, 1), but is " + rate);
    }
    threshold = rate == 0 ? 0 : Math.clamp(Math.round(rate * ALL), 1, ALL - 1);
    scale = ALL / (float) (ALL - threshold);
  }

  /** Whether it leaves out anything. */
  public boolean leavesOut() {
    return threshold > 0;
  }

  /** The seed of all rows at one place in the network. */
  public static long seed(long seed, int place) {
    return SplitMix64.derive(seed, place);
  }

  /**
   * Computes to = from times the mask, of the first {@code n} numbers.
   *
   * @param to overwritten; may be {@code from}
   * @param seed of this place in the network
   * @param row which row it is
   * @param column which column the first number is in
   */
  public void apply(float[] from, float[] to, int n, long seed, long row, int column) {
    mask(from, to, n, (int) SplitMix64.derive(seed, row), column, threshold, scale);
  }

  // A hash in place of a generator, because the compiler turns it into vector instructions, as it
  // does a mask that is computed: "lowbias32" of Wellons, "Prospecting for hash functions", 2018.
  private static void mask(
      float[] from, float[] to, int n, int seed, int column, int threshold, float scale) {
    for (int i = 0; i < n; i++) {
      int hash = seed ^ ((column + i) * 0x9E3779B9);
      hash = (hash ^ (hash >>> 16)) * 0x7FEB352D;
      hash = (hash ^ (hash >>> 15)) * 0x846CA68B;
      hash ^= hash >>> 16;
      int leftOut = ((hash >>> (Integer.SIZE - BITS)) - threshold) >> (Integer.SIZE - 1); // -1 or 0
      to[i] = from[i] * (scale * (1 + leftOut));
    }
  }
}
