package dev.prose.neural.recurrent;

import dev.prose.data.Batch;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Weight;
import dev.prose.neural.Weights;
import dev.prose.neural.layer.Dropout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** A recurrent network as a textbook has it: one window, one step after the other, in doubles. */
final class TextbookRecurrent {
  /** The weights of one layer, as the equations name them. */
  @FunctionalInterface
  interface Gate {
    /** x W + b of a gate, or h' U of it, or a vector of it. */
    double[] sum(String what, double... vector);
  }

  /** One step of a layer: from the state before to the state after, both [number]. */
  @FunctionalInterface
  interface Cell {
    double[] step(Gate weights, double[] input, double[] state);
  }

  private final RecurrentNetwork network;
  private final Cell cell;
  private final Map<String, double[][]> weights = new HashMap<>();
  private final LineStarts lines;
  private final OptionalLong dropout;

  TextbookRecurrent(
      RecurrentNetwork network,
      Cell cell,
      Weights weights,
      LineStarts lines,
      OptionalLong dropout) {
    this.network = network;
    this.cell = cell;
    for (Weight weight : weights.all()) {
      this.weights.put(weight.name(), copy(weight.values()));
    }
    this.lines = lines;
    this.dropout = dropout;
  }

  static double[][] copy(float[][] values) {
    double[][] copy = new double[values.length][values[0].length];
    for (int row = 0; row < copy.length; row++) {
      for (int i = 0; i < copy[row].length; i++) {
        copy[row][i] = values[row][i];
      }
    }
    return copy;
  }

  private double[][] weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  /** The slope of the loss by one weight, by central differences. */
  double slope(String name, int row, int column, Batch batch, int from, int to, float[][] state) {
    double[] values = weight(name)[row];
    double kept = values[column];
    double step = 1e-5;
    values[column] = kept + step;
    double up = loss(batch, from, to, copy(state));
    values[column] = kept - step;
    double down = loss(batch, from, to, copy(state));
    values[column] = kept;
    return (up - down) / (2 * step);
  }

  /** The sum of surprisals; the state is overwritten. */
  double loss(Batch batch, int from, int to, double[][] state) {
    double sum = 0;
    for (int window = from; window < to; window++) {
      for (int t = 0; t < batch.blockSize(); t++) {
        int position = window * batch.blockSize() + t;
        double[] output = output(batch.inputs()[position], state[window - from], position);
        sum += surprisal(output, batch.targets()[position]);
      }
    }
    return sum;
  }

  private double[] output(int token, double[] state, int position) {
    if (lines.begins(token)) {
      Arrays.fill(state, 0);
    }
    int size = state.length / network.layers();
    double[] input = new double[network.vocabularySize()];
    input[token] = 1;
    for (int layer = 0; layer < network.layers(); layer++) {
      int above = layer;
      double[] before = Arrays.copyOfRange(state, layer * size, (layer + 1) * size);
      double[] after =
          cell.step((what, vector) -> sum("layers." + above + "." + what, vector), input, before);
      System.arraycopy(after, 0, state, layer * size, size);
      input = dropped(Arrays.copyOf(after, network.width()), layer, position);
    }
    return input;
  }

  private double[] sum(String what, double... vector) {
    double[][] matrix = weight(what);
    if (vector.length == 0) {
      return matrix[0].clone();
    }
    double[] sum = new double[matrix[0].length];
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += vector[i] * matrix[i][j];
      }
    }
    return sum;
  }

  private double[] dropped(double[] output, int layer, int position) {
    if (dropout.isEmpty()) {
      return output;
    }
    float[] mask = new float[output.length];
    Arrays.fill(mask, 1);
    new Dropout(network.dropout())
        .apply(mask, mask, mask.length, Dropout.seed(dropout.getAsLong(), layer), position, 0);
    for (int i = 0; i < output.length; i++) {
      output[i] *= mask[i];
    }
    return output;
  }

  private double surprisal(double[] output, int target) {
    double[][] matrix = weight("output.weight");
    double[] logits = weight("output.bias")[0].clone();
    double sum = 0;
    for (int token = 0; token < logits.length; token++) {
      for (int i = 0; i < output.length; i++) {
        logits[token] += matrix[token][i] * output[i];
      }
      sum += Math.exp(logits[token]);
    }
    return Math.log(sum) - logits[target];
  }

  static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  static double[] plus(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }
}
