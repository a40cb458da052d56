package dev.prose.neural.transformer;

import dev.prose.neural.LineStarts;
import dev.prose.neural.Weight;
import dev.prose.neural.Weights;
import dev.prose.neural.layer.Dropout;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What transformers share, as in the papers: loops in double precision over one token at a time.
 */
abstract class Textbook {
  private final Map<String, double[][]> weights = new HashMap<>();
  final int layers;
  final int heads;
  final int width;
  private final int reach;
  private final double dropout;
  private OptionalLong seed = OptionalLong.empty();
  private int place; // of the window's first token in the batch

  Textbook(Weights given, int layers, int heads, int width, int reach, double dropout) {
    for (Weight weight : given.all()) {
      double[][] copy = new double[weight.rows()][weight.columns()];
      for (int row = 0; row < copy.length; row++) {
        for (int i = 0; i < copy[row].length; i++) {
          copy[row][i] = weight.values()[row][i];
        }
      }
      weights.put(weight.name(), copy);
    }
    this.layers = layers;
    this.heads = heads;
    this.width = width;
    this.reach = reach;
    this.dropout = dropout;
  }

  double[][] weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  /** Which numbers are left out is the one thing that is not written a second time. */
  void drop(long newSeed, int newPlace) {
    seed = OptionalLong.of(newSeed);
    place = newPlace;
  }

  double[] dropped(double[] x, int site, int t) {
    if (seed.isEmpty() || dropout == 0) {
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

  /** The sum of the surprisals of a window's targets. */
  double loss(int[] tokens, int[] targets, LineStarts lines) {
    double[][] logits = logits(tokens, lines);
    double loss = 0;
    for (int t = 0; t < tokens.length; t++) {
      loss -= logSoftmax(logits[t])[targets[t]];
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

  static double[] logSoftmax(double[] x) {
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
