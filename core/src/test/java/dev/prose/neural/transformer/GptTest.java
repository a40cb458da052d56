package dev.prose.neural.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.prose.neural.LineStarts;
import dev.prose.neural.Weights;
import dev.prose.numeric.Vectors;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.OptionalLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GptTest {
  @Test
  void lossAndGradientAreThoseOfTheTextbookAlsoInWindowsLongerThanWhatIsSeen() {
    Gpt network = new Gpt(5, 2, 2, 8, 4, 0);
    Weights weights = GradientCheck.lively(network, 1);
    GradientCheck.check(
        network,
        weights,
        new TextbookGpt(network, weights),
        GradientCheck.batch(3, 7, 5, 2),
        LineStarts.NONE,
        OptionalLong.empty());
  }

  @Test
  void linesAreTextsOfTheirOwnAndDropoutLeavesOutTheSameInBothPasses() {
    Gpt network = new Gpt(5, 1, 3, 6, 9, 0.3);
    Weights weights = GradientCheck.lively(network, 3);
    GradientCheck.check(
        network,
        weights,
        new TextbookGpt(network, weights),
        GradientCheck.batch(3, 9, 5, 4),
        LineStarts.at(2),
        OptionalLong.of(7));
  }

  @Test
  void beginsWithTheUniformDistribution() {
    Gpt network = new Gpt(65, 4, 4, 32, 64, 0);
    double loss =
        network
            .pass(network.initial(1), 4, 64)
            .forward(
                GradientCheck.batch(4, 64, 65, 1),
                0,
                4,
                LineStarts.NONE,
                OptionalLong.empty(),
                new float[4][0]);
    assertThat(loss / 256).isCloseTo(Math.log(65), within(1e-6));
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
    Weights weights = GradientCheck.lively(network, 5);
    Textbook textbook = new TextbookGpt(network, weights);
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
  void scoresAsItReads() {
    for (int positions : new int[] {1, 7, 64, 300}) {
      Gpt network = new Gpt(5, 2, 2, 8, positions, 0);
      Weights weights = GradientCheck.lively(network, 6);
      int[] tokens = GradientCheck.batch(1, 2_000, 5, 7).inputs();
      ReadingCheck.scores(network, weights, LineStarts.NONE, tokens);
      ReadingCheck.scores(network, weights, LineStarts.at(1), tokens);
    }
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

  @Test
  void arithmeticIsTheSameToTheLastBitOnEveryMachine() throws NoSuchAlgorithmException {
    assertThat(GradientCheck.hash(new Gpt(19, 2, 3, 24, 30, 0.2))).isEqualTo("05c53cfe9766173d");
  }
}
