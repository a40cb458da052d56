package dev.prose.neural.transformer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.data.Batch;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Network;
import dev.prose.neural.NetworkContract;
import dev.prose.neural.Pass;
import dev.prose.neural.TextbookNetwork;
import dev.prose.neural.Weight;
import dev.prose.neural.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Gpt2Test extends NetworkContract {
  private static final Gpt2 TINY = new Gpt2(5, 2, 2, 8, 8, true, 0);

  @Override
  protected List<Gpt2> networks() {
    return List.of(new Gpt2(7, 2, 2, 8, 9, true, 0.3), new Gpt2(7, 1, 3, 6, 64, false, 0.3));
  }

  @Override
  protected TextbookNetwork textbook(Network network, Weights weights) {
    return new TextbookGpt2((Gpt2) network, weights);
  }

  @Override
  protected Network useful() {
    return new Gpt2(65, 4, 4, 32, 64, true, 0);
  }

  @Override
  protected double firstLossWithin() {
    return 0.05;
  }

  @Override
  protected Network uneven() {
    return new Gpt2(19, 2, 3, 24, 40, true, 0.2);
  }

  @Override
  protected String goldenHash() {
    return "ca70f4c7d1404f07";
  }

  @Test
  void numbersThatAreTooLargeAreRefusedWhateverIsAsked() {
    refusesNumbersThatAreTooLarge(TINY);
  }

  @Test
  void refusesShapesThatNoNetworkHas() {
    assertThatThrownBy(() -> new Gpt2(5, 1, 3, 8, 8, true, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the width must be a multiple of the number of heads, but is 8 for 3 heads");
    assertThatThrownBy(() -> new Gpt2(5, 1, 1, 1 << 20, 8, true, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("larger than there can be");
    assertThatThrownBy(() -> new Gpt2(5, 1000, 1, 8192, 8, true, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too large");
    assertThatThrownBy(() -> TINY.pass(TINY.initial(1), 1, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("windows of 9 tokens need as many positions, but there are 8");
  }

  @Test
  void readsAsTheTextbookAndWhenPositionsAreFullTheLastHalfAgain() {
    Weights weights = lively(TINY, 5);
    TextbookTransformer textbook = new TextbookGpt2(TINY, weights);
    int[] tokens = {4, 0, 2, 1, 3, 3, 0, 1, 2, 4, 1, 1, 0};
    for (int read = 1; read <= tokens.length; read++) {
      int from = read <= 8 ? 0 : read <= 12 ? 4 : 8;
      ReadingCheck.logits(
          TINY.reader(weights),
          Arrays.copyOf(tokens, read),
          textbook,
          Arrays.copyOfRange(tokens, from, read));
    }
    ReadingCheck.attention(TINY.attention(weights, LineStarts.NONE, 4, 0, 2, 1), 0);
    ReadingCheck.attention(TINY.attention(weights, LineStarts.NONE, tokens), 8);
    ReadingCheck.attention(TINY.attention(weights, LineStarts.at(2), 4, 0, 2, 1), 2);
  }

  @Test
  void scoresAlsoWhereHardlyAnyTokensAreSeen() {
    scoresAsItReads(new Gpt2(5, 2, 2, 8, 1, true, 0));
    scoresAsItReads(new Gpt2(5, 2, 2, 8, 7, true, 0));
  }

  @Test
  void lossAndGradientAreThoseOfPyTorch() throws IOException {
    Gpt2 network = new Gpt2(11, 2, 3, 12, 10, true, 0);
    Weights weights = network.initial(1);
    long count = 0;
    for (Weight weight : weights.all()) {
      boolean transposed = Transformer.outputsFirst(weight.name());
      int rows = transposed ? weight.columns() : weight.rows();
      int columns = transposed ? weight.rows() : weight.columns();
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < columns; i++) {
          float value = (float) (count++ * 2_654_435_761L % (1L << 32) * 0x1p-32 - 0.5);
          weight.values()[transposed ? i : row][transposed ? row : i] = value;
        }
      }
    }
    int[] inputs = IntStream.range(0, 20).map(i -> (7 * i * i + 3 * i) % 11).toArray();
    int[] targets = IntStream.range(0, 20).map(i -> (7 * i * i + 3 * i + 5) % 11).toArray();
    Weights gradient = weights.zeros();
    Pass pass = network.pass(weights, 2, 10);
    double loss =
        pass.forward(
            new Batch(2, 10, inputs, targets),
            0,
            2,
            LineStarts.NONE,
            OptionalLong.empty(),
            new float[2][0]);
    pass.backward(gradient, 1);
    List<String> golden;
    try (InputStream in = Gpt2Test.class.getResourceAsStream("gpt2.golden")) {
      golden = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).lines().toList();
    }
    assertThat(loss).isCloseTo(Double.parseDouble(golden.get(0).substring(5)), within(1e-4));
    assertThat(golden).hasSize(1 + gradient.all().size());
    for (Weight weight : gradient.all()) {
      String line =
          golden.stream().filter(l -> l.startsWith(weight.name() + " ")).findFirst().orElseThrow();
      List<String> numbers = List.of(line.split(" ")).subList(1, line.split(" ").length);
      boolean transposed = Transformer.outputsFirst(weight.name());
      for (int i = 0; i < numbers.size(); i++) {
        int columns = transposed ? weight.rows() : weight.columns();
        int row = i / columns;
        int column = i % columns;
        float value = weight.values()[transposed ? column : row][transposed ? row : column];
        double expected = Double.parseDouble(numbers.get(i));
        assertThat((double) value)
            .as("%s %d", weight.name(), i)
            .isCloseTo(expected, within(5e-5 * (1 + Math.abs(expected))));
      }
    }
  }
}
