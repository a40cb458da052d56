package dev.prose.neural.layer;

import dev.prose.neural.Weight;
import dev.prose.neural.Weight.Role;
import dev.prose.neural.Weights;
import dev.prose.random.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/**
 * Collects the weights that a network begins with, each drawn from a stream of its own. A matrix
 * between features has a row for each input, unless the network says otherwise.
 */
public final class InitialWeights {
  private final long seed;
  private final Predicate<String> outputsFirst;
  private final boolean draws;
  private final List<Weight> all = new ArrayList<>();

  public InitialWeights(long seed) {
    this(seed, name -> false);
  }

  /**
   * @param outputsFirst by name, which matrices between features have a row for each output
   */
  public InitialWeights(long seed, Predicate<String> outputsFirst) {
    this(seed, outputsFirst, true);
  }

  private InitialWeights(long seed, Predicate<String> outputsFirst, boolean draws) {
    this.seed = seed;
    this.outputsFirst = outputsFirst;
    this.draws = draws;
  }

  /** Collects weights without numbers: nothing is drawn. */
  public static InitialWeights blank() {
    return blank(name -> false);
  }

  /**
   * Collects weights without numbers.
   *
   * @param outputsFirst by name, which matrices between features have a row for each output
   */
  public static InitialWeights blank(Predicate<String> outputsFirst) {
    return new InitialWeights(0, outputsFirst, false);
  }

  /** Adds a matrix of draws from N(0, deviation²). */
  public void normal(String name, Role role, int rows, int columns, double deviation) {
    SplitMix64 random = stream();
    draw(add(name, role, rows, columns), () -> deviation * random.nextGaussian());
  }

  /**
   * Adds a matrix, or a vector as one row, of draws from a uniform distribution.
   *
   * @param bound numbers are between its negative and it
   * @return the weight, to be changed further
   */
  public Weight uniform(String name, Role role, int rows, int columns, double bound) {
    SplitMix64 random = stream();
    Weight weight = add(name, role, rows, columns);
    draw(weight, () -> bound * (2 * random.nextDouble() - 1));
    return weight;
  }

  /** Adds a matrix of zeros. */
  public void zeros(String name, Role role, int rows, int columns) {
    add(name, role, rows, columns);
  }

  /** Adds a vector of equal numbers. */
  public void constant(String name, int size, float value) {
    Arrays.fill(add(name, Role.VECTOR, 1, size).values()[0], value);
  }

  private SplitMix64 stream() {
    return SplitMix64.stream(seed, all.size());
  }

  private Weight add(String name, Role role, int rows, int columns) {
    boolean transposed = role == Role.HIDDEN && !outputsFirst.test(name);
    Weight weight = new Weight(name, role, new float[rows][columns], transposed);
    all.add(weight);
    return weight;
  }

  private void draw(Weight weight, DoubleSupplier random) {
    if (!draws) {
      return;
    }
    for (float[] row : weight.values()) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.getAsDouble();
      }
    }
  }

  public Weights weights() {
    return new Weights(all);
  }
}
