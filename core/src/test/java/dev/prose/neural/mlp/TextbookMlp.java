package dev.prose.neural.mlp;

import dev.prose.data.Batch;
import dev.prose.neural.LineStarts;
import dev.prose.neural.TextbookNetwork;
import dev.prose.neural.Weights;
import dev.prose.neural.layer.Dropout;
import java.util.Arrays;
import java.util.OptionalLong;

/** An {@link Mlp} as a textbook has it: one position after the other, in doubles. */
final class TextbookMlp extends TextbookNetwork {
  private final Mlp network;

  TextbookMlp(Mlp network, Weights weights) {
    super(weights);
    this.network = network;
  }

  @Override
  protected double loss(
      Batch batch, int from, int to, LineStarts lines, OptionalLong dropout, double[][] state) {
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
        sum += surprisal(logits(hidden(x, position, dropout)), batch.targets()[position]);
      }
    }
    return sum;
  }

  private double[] hidden(double[] x, int position, OptionalLong dropout) {
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

  private double[] logits(double[] hidden) {
    double[] logits = weight("output.bias")[0].clone();
    for (int token = 0; token < logits.length; token++) {
      for (int i = 0; i < hidden.length; i++) {
        logits[token] += weight("output.weight")[token][i] * hidden[i];
      }
    }
    return logits;
  }
}
