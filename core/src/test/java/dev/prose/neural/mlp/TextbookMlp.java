package dev.prose.neural.mlp;

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

/** An {@link Mlp} as a textbook has it: one position after the other, in doubles. */
final class TextbookMlp {
  private final Mlp network;
  private final Map<String, double[][]> weights = new HashMap<>();
  private final LineStarts lines;
  private final OptionalLong dropout;

  TextbookMlp(Mlp network, Weights weights, LineStarts lines, OptionalLong dropout) {
    this.network = network;
    for (Weight weight : weights.all()) {
      double[][] values = new double[weight.rows()][weight.columns()];
      for (int row = 0; row < values.length; row++) {
        for (int i = 0; i < values[row].length; i++) {
          values[row][i] = weight.values()[row][i];
        }
      }
      this.weights.put(weight.name(), values);
    }
    this.lines = lines;
    this.dropout = dropout;
  }

  private double[][] weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  /** The slope of the loss by one weight, by central differences. */
  double slope(String name, int row, int column, Batch batch, int from, int to) {
    double[] values = weight(name)[row];
    double kept = values[column];
    double step = 1e-5;
    values[column] = kept + step;
    double up = loss(batch, from, to);
    values[column] = kept - step;
    double down = loss(batch, from, to);
    values[column] = kept;
    return (up - down) / (2 * step);
  }

  double loss(Batch batch, int from, int to) {
    double sum = 0;
    for (int window = from; window < to; window++) {
      int[] tokens = batch.input(window);
      int start = 0;
      for (int t = 0; t < tokens.length; t++) {
        start = lines.begins(tokens[t]) ? t : start;
        double[] x = new double[network.context() * network.embedding()];
        for (int place = 0; place < network.context(); place++) {
          int token = t - place < start ? network.vocabularySize() : tokens[t - place];
          System.arraycopy(
              weight("embeddings")[token], 0, x, place * network.embedding(), network.embedding());
        }
        int position = window * tokens.length + t;
        sum += surprisal(hidden(x, position), batch.targets()[position]);
      }
    }
    return sum;
  }

  private double[] hidden(double[] x, int position) {
    double[] sums = weight("hidden.bias")[0].clone();
    float[] mask = new float[sums.length];
    Arrays.fill(mask, 1);
    if (dropout.isPresent()) {
      long layerSeed = Dropout.seed(dropout.getAsLong(), 0);
      new Dropout(network.dropout()).apply(mask, mask, mask.length, layerSeed, position, 0);
    }
    for (int j = 0; j < sums.length; j++) {
      for (int i = 0; i < x.length; i++) {
        sums[j] += x[i] * weight("hidden.weight")[i][j];
      }
      sums[j] = Math.tanh(sums[j]) * mask[j];
    }
    return sums;
  }

  private double surprisal(double[] hidden, int target) {
    double[] logits = weight("output.bias")[0].clone();
    double sum = 0;
    for (int token = 0; token < logits.length; token++) {
      for (int i = 0; i < hidden.length; i++) {
        logits[token] += weight("output.weight")[token][i] * hidden[i];
      }
      sum += Math.exp(logits[token]);
    }
    return Math.log(sum) - logits[target];
  }
}
