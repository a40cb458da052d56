package dev.prose.neural.transformer;

import dev.prose.neural.Weight;
import dev.prose.neural.Weight.Role;
import dev.prose.neural.Weights;
import dev.prose.random.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects the weights that a network begins with; each is drawn from a stream of its own. */
final class Initial {
  private final long seed;
  private final List<Weight> all = new ArrayList<>();

  Initial(long seed) {
    this.seed = seed;
  }

  /** Adds a matrix of draws from N(0, deviation²). */
  void normal(String name, Role role, int rows, int columns, double deviation) {
    SplitMix64 random = SplitMix64.stream(seed, all.size());
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) (deviation * random.nextGaussian());
      }
    }
    all.add(new Weight(name, role, values, isInputsFirst(name, role)));
  }

  /** Adds a matrix of zeros. */
  void zeros(String name, Role role, int rows, int columns) {
    all.add(new Weight(name, role, new float[rows][columns], isInputsFirst(name, role)));
  }

  /** Adds a vector of equal numbers. */
  void constant(String name, int size, float value) {
    float[] values = new float[size];
    Arrays.fill(values, value);
    all.add(new Weight(name, Role.VECTOR, new float[][] {values}));
  }

  /** Whether a row is for an input: all are but those whose longer side that would be first. */
  private static boolean isInputsFirst(String name, Role role) {
    return role == Role.HIDDEN && !name.endsWith(".mlp.c_proj.weight");
  }

  Weights weights() {
    return new Weights(all);
  }
}
