package dev.prose.neural;

import dev.prose.data.Batch;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** A network as a textbook has it: one token after the other, in double precision. */
public abstract class TextbookNetwork {
  private static final double STEP = 1e-5;

  private final Map<String, double[][]> weights = new HashMap<>();

  protected TextbookNetwork(Weights given) {
    for (Weight weight : given.all()) {
      weights.put(weight.name(), doubles(weight.values()));
    }
  }

  /** A copy in double precision. */
  static double[][] doubles(float[][] values) {
    double[][] copy = new double[values.length][values[0].length];
    for (int row = 0; row < copy.length; row++) {
      for (int i = 0; i < copy[row].length; i++) {
        copy[row][i] = values[row][i];
      }
    }
    return copy;
  }

  /** A weight by its name, not copied. */
  protected final double[][] weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  /**
   * The sum of the surprisals of some windows' targets. Which numbers are left out is the one thing
   * that is not written a second time.
   *
   * @param state [window - from][number], overwritten
   */
  protected abstract double loss(
      Batch batch, int from, int to, LineStarts lines, OptionalLong dropout, double[][] state);

  /** What changes the loss, and by how much: the slope by one weight, by central differences. */
  final double slope(
      String name,
      int row,
      int column,
      Batch batch,
      int from,
      int to,
      LineStarts lines,
      OptionalLong dropout,
      float[][] state) {
    double[] values = weight(name)[row];
    double kept = values[column];
    values[column] = kept + STEP;
    double above = loss(batch, from, to, lines, dropout, doubles(state));
    values[column] = kept - STEP;
    double below = loss(batch, from, to, lines, dropout, doubles(state));
    values[column] = kept;
    return (above - below) / (2 * STEP);
  }

  /** In nats. */
  protected static double surprisal(double[] logits, int target) {
    return -logSoftmax(logits)[target];
  }

  protected static double[] logSoftmax(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += Math.exp(value);
    }
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] - Math.log(sum);
    }
    return y;
  }
}
