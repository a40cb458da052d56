package dev.prose.neural.recurrent;

import dev.prose.data.Batch;
import dev.prose.neural.LineStarts;
import dev.prose.neural.TextbookNetwork;
import dev.prose.neural.Weights;
import dev.prose.neural.layer.Dropout;
import java.util.Arrays;
import java.util.OptionalLong;

/** A recurrent network as a textbook has it: one window, one step after the other, in doubles. */
final class TextbookRecurrent extends TextbookNetwork {
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

  TextbookRecurrent(RecurrentNetwork network, Cell cell, Weights weights) {
    super(weights);
    this.network = network;
    this.cell = cell;
  }

  @Override
  protected double loss(
      Batch batch, int from, int to, LineStarts lines, OptionalLong dropout, double[][] state) {
    double sum = 0;
    for (int window = from; window < to; window++) {
      for (int t = 0; t < batch.blockSize(); t++) {
        int position = window * batch.blockSize() + t;
        int token = batch.inputs()[position];
        if (lines.begins(token)) {
          Arrays.fill(state[window - from], 0);
        }
        double[] output = output(token, state[window - from], position, dropout);
        sum += surprisal(logits(output), batch.targets()[position]);
      }
    }
    return sum;
  }

  private double[] output(int token, double[] state, int position, OptionalLong dropout) {
    int size = state.length / network.layers();
    double[] input = new double[network.vocabularySize()];
    input[token] = 1;
    for (int layer = 0; layer < network.layers(); layer++) {
      int above = layer;
      double[] before = Arrays.copyOfRange(state, layer * size, (layer + 1) * size);
      double[] after =
          cell.step((what, vector) -> sum("layers." + above + "." + what, vector), input, before);
      System.arraycopy(after, 0, state, layer * size, size);
      input = dropped(Arrays.copyOf(after, network.width()), layer, position, dropout);
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

  private double[] dropped(double[] output, int layer, int position, OptionalLong dropout) {
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

  private double[] logits(double[] output) {
    double[][] matrix = weight("output.weight");
    double[] logits = weight("output.bias")[0].clone();
    for (int token = 0; token < logits.length; token++) {
      for (int i = 0; i < output.length; i++) {
        logits[token] += matrix[token][i] * output[i];
      }
    }
    return logits;
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
