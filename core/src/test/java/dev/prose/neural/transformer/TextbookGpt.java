package dev.prose.neural.transformer;

import dev.prose.neural.Weights;
import java.util.Arrays;

/** {@link Gpt} as in the papers. */
final class TextbookGpt extends TextbookTransformer {
  TextbookGpt(Gpt shape, Weights weights) {
    super(
        weights, shape.layers(), shape.heads(), shape.width(), shape.positions(), shape.dropout());
  }

  @Override
  double[] embedded(int token, int t, int position) {
    return dropped(norm(weight("transformer.wte.weight")[token]), 0, t);
  }

  @Override
  double[][] queryKeyValue(double[] x, int layer, int position) {
    String name = "transformer.h." + layer + ".attn.";
    double[] normed = norm(x);
    return new double[][] {
      turnedHeads(fromRows(weight(name + "c_q.weight"), normed), position),
      turnedHeads(fromRows(weight(name + "c_k.weight"), normed), position),
      fromRows(weight(name + "c_v.weight"), normed)
    };
  }

  private double[] turnedHeads(double[] x, int position) {
    int size = width / heads;
    double[] y = new double[width];
    for (int head = 0; head < heads; head++) {
      double[] one = norm(Arrays.copyOfRange(x, head * size, (head + 1) * size));
      for (int j = 0; j < size / 2; j++) {
        double angle = position / Math.pow(10_000, 2.0 * j / size);
        double a = one[j];
        double b = one[j + size / 2];
        y[head * size + j] = a * Math.cos(angle) - b * Math.sin(angle);
        y[head * size + j + size / 2] = a * Math.sin(angle) + b * Math.cos(angle);
      }
    }
    return y;
  }

  @Override
  double[] projected(double[] mixed, int layer) {
    return fromRows(weight("transformer.h." + layer + ".attn.c_proj.weight"), mixed);
  }

  @Override
  double[] perceptron(double[] x, int layer) {
    String name = "transformer.h." + layer + ".mlp.";
    double[] hidden = fromRows(weight(name + "c_fc.weight"), norm(x));
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = hidden[i] > 0 ? hidden[i] * hidden[i] : 0;
    }
    return fromColumns(weight(name + "c_proj.weight"), hidden);
  }

  @Override
  double[] head(double[] x) {
    return fromColumns(weight("lm_head.weight"), norm(x));
  }

  private static double[] norm(double[] x) {
    double square = Arrays.stream(x).map(v -> v * v).average().orElseThrow();
    return Arrays.stream(x).map(v -> v / Math.sqrt(square + 1.1920929e-7)).toArray();
  }
}
