package dev.prose.neural.recurrent;

import static dev.prose.neural.recurrent.TextbookRecurrent.logistic;
import static dev.prose.neural.recurrent.TextbookRecurrent.plus;

class GruTest extends RecurrentContract {
  @Override
  RecurrentNetwork network(int vocabulary, int width, int layers, double dropout) {
    return new Gru(vocabulary, width, layers, dropout);
  }

  @Override
  TextbookRecurrent.Cell textbookCell() {
    return (w, x, h) -> {
      int width = h.length;
      double[] in = plus(w.sum("input", x), w.sum("bias"));
      double[] recalled = w.sum("hidden", h);
      double[] bias = w.sum("candidate_bias");
      double[] after = new double[width];
      for (int i = 0; i < width; i++) {
        double r = logistic(in[i] + recalled[i]);
        double z = logistic(in[width + i] + recalled[width + i]);
        double n = Math.tanh(in[2 * width + i] + r * (recalled[2 * width + i] + bias[i]));
        after[i] = (1 - z) * n + z * h[i];
      }
      return after;
    };
  }

  @Override
  protected String goldenHash() {
    return "59a43fce37ea657b";
  }
}
