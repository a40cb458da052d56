package dev.prose.train;

/**
 * How the learning rate goes along a run, as a factor of its highest value: a linear warm-up, then
 * constant, or down along a line or half a cosine to a least value, where it stays. These are
 * nanoGPT's formulas.
 *
 * @param warmupIters steps of the warm-up
 * @param decay how it goes down
 * @param decayIters the step at which it is down
 * @param least the factor that it goes down to, from 0 to 1
 */
public record LearningRate(int warmupIters, Decay decay, int decayIters, double least) {
  /** How a learning rate goes down. */
  public enum Decay {
    /** It stays. */
    NONE,
    /** Along half a cosine: slowly first, and slowly at the end. */
    COSINE,
    /** Along a line. */
    LINEAR
  }

  /** The same all along. */
  public static final LearningRate CONSTANT = new LearningRate(0, Decay.NONE, 0, 1);

  /**
   * @throws IllegalArgumentException if a number of steps is negative, or the least value is not
   *     from 0 to the highest
   */
  public LearningRate {
    if (warmupIters < 0) {
      throw new IllegalArgumentException("warmup iters must be at least 0, but is " + warmupIters);
    }
    if (decayIters < 0) {
      throw new IllegalArgumentException("lr decay iters must be at least 0, but is " + decayIters);
    }
    if (!(least >= 0 && least <= 1)) {
      throw new IllegalArgumentException(
          "min lr must be from 0 to the learning rate, but is %s of it".formatted(least));
    }
  }

  /**
   * The factor of a step.
   *
   * @param step from 0
   */
  public double factor(int step) {
    if (step < warmupIters) {
      return (step + 1.0) / (warmupIters + 1.0);
    }
    if (decay == Decay.NONE) {
      return 1;
    }
    double reached =
        step >= decayIters ? 1 : (double) (step - warmupIters) / (decayIters - warmupIters);
    double share =
        decay == Decay.LINEAR ? 1 - reached : 0.5 * (1 + StrictMath.cos(Math.PI * reached));
    return least + share * (1 - least);
  }
}
