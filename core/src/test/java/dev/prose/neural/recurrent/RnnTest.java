package dev.prose.neural.recurrent;

import static dev.prose.neural.recurrent.TextbookRecurrent.plus;

import java.util.Arrays;

class RnnTest extends RecurrentContract {
  @Override
  RecurrentNetwork network(int vocabulary, int width, int layers, double dropout) {
    return new Rnn(vocabulary, width, layers, dropout);
  }

  @Override
  TextbookRecurrent.Cell textbookCell() {
    return (w, x, h) -> {
      double[] in = plus(plus(w.sum("input", x), w.sum("bias")), w.sum("hidden", h));
      return Arrays.stream(in).map(Math::tanh).toArray();
    };
  }

  @Override
  protected String goldenHash() {
    return "ba90fb446f7bd7a6";
  }
}
