package dev.prose.neural.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prose.neural.LineStarts;
import dev.prose.neural.Network;
import dev.prose.neural.NetworkContract;
import dev.prose.neural.TextbookNetwork;
import dev.prose.neural.Weights;
import dev.prose.numeric.Vectors;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GptTest extends NetworkContract {
  @Override
  protected List<Gpt> networks() {
    return List.of(
        new Gpt(7, 2, 2, 8, 4, 0.3), // sees less than a window
        new Gpt(7, 1, 3, 6, 300, 0.3),
        new Gpt(7, 1, 1, 2, 1, 0.3));
  }

  @Override
  protected TextbookNetwork textbook(Network network, Weights weights) {
    return new TextbookGpt((Gpt) network, weights);
  }

  @Override
  protected Network useful() {
    return new Gpt(65, 4, 4, 32, 64, 0);
  }

  @Override
  protected double firstLossWithin() {
    return 1e-6;
  }

  @Override
  protected Network uneven() {
    return new Gpt(19, 2, 3, 24, 30, 0.2);
  }

  @Override
  protected String goldenHash() {
    return "a030115bcd5dbdc2";
  }

  @Test
  void refusesHeadsThatCannotBeTurned() {
    assertThatThrownBy(() -> new Gpt(5, 1, 2, 6, 8, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "each head must have an even number of features, but width 6 for 2 heads gives 3");
  }

  @Test
  void readsAsTheTextbookAndSeesNoMoreThanTheLastPositions() {
    Gpt network = new Gpt(5, 2, 2, 8, 4, 0);
    Weights weights = lively(network, 5);
    TextbookTransformer textbook = new TextbookGpt(network, weights);
    int[] tokens = {4, 0, 2, 1, 3, 3, 0, 1, 2, 4, 1, 1, 0};
    for (int read = 1; read <= tokens.length; read++) {
      int[] context = Arrays.copyOf(tokens, read);
      ReadingCheck.logits(network.reader(weights), context, textbook, context);
    }
    ReadingCheck.attention(network.attention(weights, LineStarts.NONE, 4, 0, 2), 0);
    ReadingCheck.attention(network.attention(weights, LineStarts.NONE, tokens), 9);
    ReadingCheck.attention(network.attention(weights, LineStarts.at(2), 4, 0, 2, 1), 2);
  }

  @Test
  void distancesAloneCountAlsoFarFromTheBeginning() {
    Rotary rotary = new Rotary(8, 1, 0);
    float[] near = turnedProducts(rotary, 3);
    float[] far = turnedProducts(rotary, 50_000_003);
    assertThat(far).containsExactly(near, Offset.offset(1e-5f));
  }

  private static float[] turnedProducts(Rotary rotary, long position) {
    float[] products = new float[4];
    for (int distance = 0; distance < 4; distance++) {
      float[] q = {0.5f, -1, 0.25f, 1, -0.5f, 0.75f, 1, 0.1f};
      float[] k = {1, 0.5f, -0.25f, 0.3f, 0.6f, -1, 0.2f, 1};
      rotary.set(position);
      rotary.turn(q, 0);
      rotary.set(position - distance);
      rotary.turn(k, 0);
      products[distance] = Vectors.dot(q, k, 8);
    }
    return products;
  }
}
