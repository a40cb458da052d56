package dev.prose.neural.recurrent;

import static dev.prose.neural.recurrent.TextbookRecurrent.logistic;
import static dev.prose.neural.recurrent.TextbookRecurrent.plus;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LstmTest extends RecurrentContract {
  @Override
  RecurrentNetwork network(int vocabulary, int width, int layers, double dropout) {
    return new Lstm(vocabulary, width, layers, dropout);
  }

  @Override
  TextbookRecurrent.Cell textbookCell() {
    return (w, x, state) -> {
      int width = state.length / 2;
      double[] h = Arrays.copyOf(state, width);
      double[] in = plus(plus(w.sum("input", x), w.sum("bias")), w.sum("hidden", h));
      double[] after = new double[2 * width];
      for (int j = 0; j < width; j++) {
        double i = logistic(in[j]);
        double f = logistic(in[width + j]);
        double g = Math.tanh(in[2 * width + j]);
        double o = logistic(in[3 * width + j]);
        double c = f * state[width + j] + i * g;
        after[j] = o * Math.tanh(c);
        after[width + j] = c;
      }
      return after;
    };
  }

  @Test
  void forgetsLittleAtFirst() {
    float[] bias = new Lstm(3, 4, 1, 0).initial(1).vector("layers.0.bias");
    assertThat(Arrays.copyOfRange(bias, 4, 8)).containsOnly(1);
    assertThat(Arrays.copyOfRange(bias, 0, 4)).doesNotContain(1);
  }

  @Override
  protected String goldenHash() {
    return "23c70e20ae71a93d";
  }
}
