package dev.prose.neural.transformer;

import dev.prose.data.Batch;
import dev.prose.neural.LineStarts;
import dev.prose.neural.TextbookNetwork;
import dev.prose.neural.Weights;
import dev.prose.neural.layer.Dropout;
import java.util.OptionalLong;

/**
 * What transformers share, as in the papers: loops in double precision over one token at a time.
 */
abstract class TextbookTransformer extends TextbookNetwork {
  final int layers;
  final int heads;
  final int width;
  private final int reach;
  private final double dropout;
  private OptionalLong seed = OptionalLong.empty();
  private int place; // of the window's first token in the batch

  TextbookTransformer(
      Weights weights, int layers, int heads, int width, int reach, double dropout) {
    super(weights);
    this.layers = layers;
    this.heads = heads;
    this.width = width;
    this.reach = reach;
    this.dropout = dropout;
  }

  double[] dropped(double[] x, int site, int t) {
    if (seed.isEmpty()) {
      return x;
    }
    double[] y = new double[width];
    for (int i = 0; i < width; i++) {
      float[] mask = {1};
      long ofSite = Dropout.seed(seed.getAsLong(), site);
      new Dropout(dropout).apply(mask, mask, 1, ofSite, i, place + t);
      y[i] = x[i] * mask[0];
    }
    return y;
  }

  /** The logits after each token: [t][token]. */
  double[][] logits(int[] tokens, LineStarts lines) {
    int length = tokens.length;
    int[] start = new int[length];
    for (int t = 1; t < length; t++) {
      start[t] = lines.begins(tokens[t]) ? t : start[t - 1];
    }
    double[][] x = new double[length][];
    for (int t = 0; t < length; t++) {
      x[t] = embedded(tokens[t], t, t - start[t]);
    }
    for (int layer = 0; layer < layers; layer++) {
      double[][][] qkv = new double[length][][];
      for (int t = 0; t < length; t++) {
        qkv[t] = queryKeyValue(x[t], layer, t - start[t]);
      }
      for (int t = 0; t < length; t++) {
        double[] mixed = attention(qkv, Math.max(start[t], t - reach + 1), t);
        x[t] = sum(x[t], dropped(projected(mixed, layer), 1 + 2 * layer, t));
        x[t] = sum(x[t], dropped(perceptron(x[t], layer), 2 + 2 * layer, t));
      }
    }
    double[][] logits = new double[length][];
    for (int t = 0; t < length; t++) {
      logits[t] = head(x[t]);
    }
    return logits;
  }

  @Override
  protected double loss(
      Batch batch, int from, int to, LineStarts lines, OptionalLong newSeed, double[][] state) {
    double loss = 0;
    for (int window = from; window < to; window++) {
      seed = newSeed;
      place = window * batch.blockSize();
      double[][] logits = logits(batch.input(window), lines);
      for (int t = 0; t < logits.length; t++) {
        loss += surprisal(logits[t], batch.target(window)[t]);
      }
    }
    return loss;
  }

  abstract double[] embedded(int token, int t, int position);

  /** [query, key, value][width]. */
  abstract double[][] queryKeyValue(double[] x, int layer, int position);

  abstract double[] projected(double[] mixed, int layer);

  abstract double[] perceptron(double[] x, int layer);

  abstract double[] head(double[] x);

  private double[] attention(double[][][] qkv, int from, int t) {
    int size = width / heads;
    double[] mixed = new double[width];
    for (int head = 0; head < heads; head++) {
      double[] scores = new double[t + 1 - from];
      for (int s = from; s <= t; s++) {
        for (int d = head * size; d < (head + 1) * size; d++) {
          scores[s - from] += qkv[t][0][d] * qkv[s][1][d] / Math.sqrt(size);
        }
      }
      double[] logWeights = logSoftmax(scores);
      for (int s = from; s <= t; s++) {
        for (int d = head * size; d < (head + 1) * size; d++) {
          mixed[d] += Math.exp(logWeights[s - from]) * qkv[s][2][d];
        }
      }
    }
    return mixed;
  }

  static double[] sum(double[] a, double[] b) {
    double[] c = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      c[i] = a[i] + b[i];
    }
    return c;
  }

  /** Wᵀx for a matrix of [in][out]. */
  static double[] fromRows(double[][] weight, double[] x) {
    double[] y = new double[weight[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int o = 0; o < y.length; o++) {
        y[o] += weight[i][o] * x[i];
      }
    }
    return y;
  }

  /** W x for a matrix of [out][in]. */
  static double[] fromColumns(double[][] weight, double[] x) {
    double[] y = new double[weight.length];
    for (int o = 0; o < y.length; o++) {
      for (int i = 0; i < x.length; i++) {
        y[o] += weight[o][i] * x[i];
      }
    }
    return y;
  }
}
