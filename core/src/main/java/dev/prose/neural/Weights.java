package dev.prose.neural;

import dev.prose.numeric.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All weights of a network, or as many numbers of another meaning: gradients, moments. Not safe for
 * use by several threads while they change.
 */
public final class Weights {
  private final List<Weight> all;
  private final Map<String, Weight> byName = new LinkedHashMap<>();

  /**
   * @param all in a fixed order, which decides in which order sums over all of them are made
   * @throws IllegalArgumentException if two have one name
   */
  public Weights(List<Weight> all) {
    this.all = List.copyOf(all);
    for (Weight weight : all) {
      if (byName.put(weight.name(), weight) != null) {
        throw new IllegalArgumentException("two weights are called \"" + weight.name() + "\"");
      }
    }
  }

  public List<Weight> all() {
    return all;
  }

  /**
   * The numbers of a matrix, not copied.
   *
   * @return [row][column]; rows of a gradient may be longer
   * @throws IllegalArgumentException if there is none of that name
   */
  public float[][] matrix(String name) {
    Weight weight = byName.get(name);
    if (weight == null) {
      throw new IllegalArgumentException("there is no weight \"" + name + "\"");
    }
    return weight.values();
  }

  /** The numbers of a vector, not copied; a gradient's may be longer. */
  public float[] vector(String name) {
    return matrix(name)[0];
  }

  /** How many numbers there are. */
  public long count() {
    return all.stream().mapToLong(weight -> (long) weight.rows() * weight.columns()).sum();
  }

  public Weights copy() {
    return new Weights(all.stream().map(Weight::copy).toList());
  }

  /** Zeros of the same names and shapes. */
  public Weights zeros() {
    return new Weights(all.stream().map(Weight::zeros).toList());
  }

  /** Zeros for a gradient, in rows that are longer where products are faster with them. */
  public Weights newGradient() {
    return new Weights(all.stream().map(Weight::newGradient).toList());
  }

  /** Sets every number to 0. */
  public void clear() {
    for (Weight weight : all) {
      for (float[] row : weight.values()) {
        Arrays.fill(row, 0);
      }
    }
  }

  /** Copies by name, in row-major order, in the shapes of {@link Weight#shape}. */
  public Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Weight weight : all) {
      tensors.put(weight.name(), new Tensor(weight.shape(), weight.toArray()));
    }
    return tensors;
  }

  /** Takes numbers by name; throws what the source throws, where it has none of that shape. */
  public <E extends Exception> void set(Source<E> source) throws E {
    for (Weight weight : all) {
      weight.set(source.read(weight.name(), weight.shape()));
    }
  }

  /** Where numbers come from. */
  @FunctionalInterface
  public interface Source<E extends Exception> {
    /** The numbers of one weight, in row-major order. */
    float[] read(String name, int... shape) throws E;
  }
}
