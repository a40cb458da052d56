package dev.prose.neural.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.data.Batch;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Network;
import dev.prose.neural.Pass;
import dev.prose.neural.Weight;
import dev.prose.neural.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/** What PyTorch's modules give, written down by {@code tools/reference/golden_recurrent.py}. */
class RecurrentGoldenTest {
  record Golden(
      String madeBy,
      int vocabularySize,
      int width,
      int layers,
      int windows,
      int length,
      List<Integer> inputs,
      List<Integer> targets,
      List<Double> before,
      List<Double> after,
      double loss,
      Map<String, List<Double>> weights,
      Map<String, List<Double>> gradients) {
    static Golden read(String type) throws IOException {
      String resource = type + ".json";
      try (InputStream in = Golden.class.getResourceAsStream(resource)) {
        return JSON.std.beanFrom(Golden.class, Objects.requireNonNull(in, resource));
      }
    }

    Batch batch() {
      return new Batch(windows, length, ints(inputs), ints(targets));
    }

    private static int[] ints(List<Integer> values) {
      return values.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  @Test
  void rnnIsPyTorchs() throws IOException {
    Golden golden = Golden.read("rnn");
    compare(golden, new Rnn(golden.vocabularySize, golden.width, golden.layers, 0));
  }

  @Test
  void gruIsPyTorchs() throws IOException {
    Golden golden = Golden.read("gru");
    compare(golden, new Gru(golden.vocabularySize, golden.width, golden.layers, 0));
  }

  @Test
  void lstmIsPyTorchs() throws IOException {
    Golden golden = Golden.read("lstm");
    compare(golden, new Lstm(golden.vocabularySize, golden.width, golden.layers, 0));
  }

  private static void compare(Golden golden, Network network) {
    Weights weights = network.initial(1);
    for (Weight weight : weights.all()) {
      float[] numbers = floats(golden.weights, weight.name());
      for (int row = 0; row < weight.rows(); row++) {
        int from = row * weight.columns();
        System.arraycopy(numbers, from, weight.values()[row], 0, weight.columns());
      }
    }
    int size = network.stateSize();
    float[][] state = new float[golden.windows][size];
    for (int window = 0; window < golden.windows; window++) {
      for (int i = 0; i < size; i++) {
        state[window][i] = golden.before.get(window * size + i).floatValue();
      }
    }
    Pass pass = network.pass(weights, golden.windows, golden.length);
    double sum =
        pass.forward(
            golden.batch(), 0, golden.windows, LineStarts.NONE, OptionalLong.empty(), state);
    int positions = golden.windows * golden.length;
    assertThat(sum / positions).isCloseTo(golden.loss, within(1e-6));
    for (int window = 0; window < golden.windows; window++) {
      for (int i = 0; i < size; i++) {
        assertThat((double) state[window][i])
            .isCloseTo(golden.after.get(window * size + i), within(1e-5));
      }
    }
    Weights gradient = weights.zeros();
    pass.backward(gradient, 1f / positions);
    for (Weight weight : gradient.all()) {
      float[] expected = floats(golden.gradients, weight.name());
      assertThat(expected).as(weight.name()).hasSize(weight.rows() * weight.columns());
      for (int i = 0; i < expected.length; i++) {
        assertThat(weight.values()[i / weight.columns()][i % weight.columns()])
            .as(weight.name())
            .isCloseTo(expected[i], within(5e-6f));
      }
    }
  }

  private static float[] floats(Map<String, List<Double>> tensors, String name) {
    List<Double> values = Objects.requireNonNull(tensors.get(name), name);
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return floats;
  }
}
