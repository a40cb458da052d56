package dev.prose.neural.transformer;

import dev.prose.random.SplitMix64;

/**
 * Sets a share of the numbers to 0 and divides the others by what remains. Which ones is a pure
 * function of the seed, the place in the network, the row, and the token's place in the batch.
 *
 * <p>Source: Srivastava et al., "Dropout", JMLR 2014.
 */
final class Dropout {
  private static final int HASH_BITS = 24;

  private Dropout() {}

  /**
   * @param values [rows][n], changed in place; a gradient is changed as what it is of
   * @param place in the network
   * @param first the place in the batch of the first column's token
   */
  static void apply(
      float[][] values, int rows, int n, double rate, long seed, int place, int first) {
    int threshold = (int) Math.round(rate * (1 << HASH_BITS));
    float scale = (float) (1 / (1 - rate));
    long key = SplitMix64.derive(seed, place);
    for (int row = 0; row < rows; row++) {
      row(values[row], n, threshold, scale, (int) SplitMix64.derive(key, row), first);
    }
  }

  // A hash of 32 bits in place of a generator: it is vectorised, as is a mask that is computed.
  private static void row(float[] values, int n, int threshold, float scale, int seed, int first) {
    for (int i = 0; i < n; i++) {
      int hash = seed ^ ((first + i) * 0x9E3779B9);
      hash = (hash ^ (hash >>> 16)) * 0x7FEB352D;
      hash = (hash ^ (hash >>> 15)) * 0x846CA68B;
      hash ^= hash >>> 16;
      int dropped = ((hash >>> (32 - HASH_BITS)) - threshold) >> 31; // -1 or 0
      values[i] *= scale * (1 + dropped);
    }
  }
}
