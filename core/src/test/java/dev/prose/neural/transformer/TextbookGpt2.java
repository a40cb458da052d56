package dev.prose.neural.transformer;

import dev.prose.neural.Weights;
import java.util.Arrays;

/** {@link Gpt2} as in the paper. */
final class TextbookGpt2 extends TextbookTransformer {
  private final boolean biases;

  TextbookGpt2(Gpt2 shape, Weights weights) {
    super(
        weights, shape.layers(), shape.heads(), shape.width(), shape.positions(), shape.dropout());
    this.biases = shape.biases();
  }

  @Override
  double[] embedded(int token, int t, int position) {
    double[][] positions = weight("transformer.wpe.weight");
    return dropped(sum(weight("transformer.wte.weight")[token], positions[position]), 0, t);
  }

  @Override
  double[][] queryKeyValue(double[] x, int layer, int position) {
    String name = "transformer.h." + layer + ".attn.c_attn";
    double[] normed = norm(x, "transformer.h." + layer + ".ln_1");
    double[] all = biased(fromRows(weight(name + ".weight"), normed), name);
    return new double[][] {
      Arrays.copyOfRange(all, 0, width),
      Arrays.copyOfRange(all, width, 2 * width),
      Arrays.copyOfRange(all, 2 * width, 3 * width)
    };
  }

  @Override
  double[] projected(double[] mixed, int layer) {
    String name = "transformer.h." + layer + ".attn.c_proj";
    return biased(fromRows(weight(name + ".weight"), mixed), name);
  }

  @Override
  double[] perceptron(double[] x, int layer) {
    String name = "transformer.h." + layer;
    double[] normed = norm(x, name + ".ln_2");
    double[] hidden =
        biased(fromRows(weight(name + ".mlp.c_fc.weight"), normed), name + ".mlp.c_fc");
    for (int i = 0; i < hidden.length; i++) {
      double h = hidden[i];
      hidden[i] = h / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (h + 0.044715 * h * h * h)));
    }
    return biased(fromColumns(weight(name + ".mlp.c_proj.weight"), hidden), name + ".mlp.c_proj");
  }

  @Override
  double[] head(double[] x) {
    return fromColumns(weight("transformer.wte.weight"), norm(x, "transformer.ln_f"));
  }

  private double[] biased(double[] x, String name) {
    return biases ? sum(x, weight(name + ".bias")[0]) : x;
  }

  private double[] norm(double[] x, String name) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (x[i] - mean) / Math.sqrt(variance + 1e-5) * weight(name + ".weight")[0][i];
    }
    return biased(y, name);
  }
}
