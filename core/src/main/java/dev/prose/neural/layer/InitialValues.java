package dev.prose.neural.layer;

import dev.prose.random.SplitMix64;
import java.util.random.RandomGenerator;

/** Random numbers for weights to begin with; each weight has a stream of its own, by its name. */
public final class InitialValues {
  private final long seed;

  public InitialValues(long seed) {
    this.seed = seed;
  }

  /**
   * Draws from a uniform distribution.
   *
   * @param name of the weight
   * @param bound numbers are between its negative and it
   * @return [rows][columns]
   */
  public float[][] uniform(String name, int rows, int columns, double bound) {
    RandomGenerator random = stream(name);
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) (bound * (2 * random.nextDouble() - 1));
      }
    }
    return values;
  }

  /** Draws from a normal distribution with mean 0. */
  public float[][] normal(String name, int rows, int columns, double deviation) {
    RandomGenerator random = stream(name);
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) (deviation * random.nextGaussian());
      }
    }
    return values;
  }

  private RandomGenerator stream(String name) {
    return SplitMix64.stream(seed, name.hashCode());
  }
}
