package dev.prose.random;

import java.util.random.RandomGenerator;

/**
 * The SplitMix64 generator: 64 bits of state that advance by a constant, each output a hash of the
 * state.
 *
 * <p>The JDK's own generators may change between releases; the methods defined here never do, so
 * that a seed means the same run on every machine. {@link #stream(long, long)} gives a generator
 * that is a pure function of its two numbers, which lets step 4,000 of a run draw its batch without
 * having drawn the 3,999 before it.
 *
 * <p>Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
 * with the finalizer constants of Stafford's variant 13. Not for cryptography, not thread-safe.
 */
public final class SplitMix64 implements RandomGenerator {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  public SplitMix64(long seed) {
    this.state = seed;
  }

  /** The generator with this index among the streams of a seed. */
  public static SplitMix64 stream(long seed, long index) {
    return new SplitMix64(derive(seed, index));
  }

  /** A new seed: a hash of a seed and a key, so that one seed can serve several purposes. */
  public static long derive(long seed, long key) {
    return mix(mix(seed + GOLDEN_GAMMA) ^ (key * GOLDEN_GAMMA));
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /**
   * A uniform draw from [0, bound), without bias: Lemire, "Fast random integer generation in an
   * interval", TOMACS 2019, algorithm 5.
   *
   * @throws IllegalArgumentException if {@code bound} is not positive
   */
  @Override
  public long nextLong(long bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, but is " + bound);
    }
    long random = nextLong();
    long low = random * bound;
    if (Long.compareUnsigned(low, bound) < 0) {
      long threshold = Long.remainderUnsigned(-bound, bound);
      while (Long.compareUnsigned(low, threshold) < 0) {
        random = nextLong();
        low = random * bound;
      }
    }
    return Math.unsignedMultiplyHigh(random, bound);
  }

  @Override
  public int nextInt(int bound) {
    return (int) nextLong(bound);
  }

  /** A uniform draw from the multiples of 2^-53 in [0, 1). */
  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /**
   * A draw from N(0, 1) by Marsaglia's polar method. {@link StrictMath} makes it the same to the
   * last bit everywhere.
   */
  @Override
  public double nextGaussian() {
    while (true) {
      double u = 2 * nextDouble() - 1;
      double v = 2 * nextDouble() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }
}
