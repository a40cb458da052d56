package dev.prose.neural.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.neural.Weight;
import dev.prose.random.SplitMix64;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OutputLayerTest {
  private static final int VOCABULARY = 9;
  private static final int WIDTH = 6;
  private static final int POSITIONS = 20;

  private final float[][] weight = random(VOCABULARY, WIDTH);
  private final float[] bias = random(1, VOCABULARY)[0];
  private final float[][] features = random(POSITIONS, WIDTH);
  private final int[] targets = new SplitMix64(1).ints(POSITIONS, 0, VOCABULARY).toArray();

  private static float[][] random(int rows, int columns) {
    InitialWeights random = new InitialWeights(rows);
    random.normal("random", Weight.Role.TABLE, rows, columns, 1);
    return random.weights().matrix("random");
  }

  /** Of a pass: loss, gradients of weight, bias and features. */
  // Arrays, because these are gradients; compared one by one.
  @SuppressWarnings("ArrayRecordComponent")
  private record Result(double loss, float[][] weight, float[][] bias, float[][] features) {}

  private Result pass(int mostAtOnce) {
    OutputLayer layer = new OutputLayer(weight, bias, POSITIONS, mostAtOnce);
    double loss = layer.forward(features, targets, POSITIONS);
    Result result =
        new Result(
            loss,
            new float[VOCABULARY][WIDTH],
            new float[1][VOCABULARY],
            new float[POSITIONS][WIDTH]);
    layer.backward(features, 0.5f, result.weight, result.bias[0], result.features);
    return result;
  }

  @Test
  void blocksOfPositionsGiveWhatAllAtOnceGive() {
    Result whole = pass(POSITIONS);
    Result blocks = pass(7);
    assertThat(blocks.loss).isEqualTo(whole.loss);
    assertThat(blocks.weight).isDeepEqualTo(whole.weight);
    assertThat(blocks.features).isDeepEqualTo(whole.features);
    assertThat(blocks.bias[0]).usingComparatorWithPrecision(1e-6f).containsExactly(whole.bias[0]);
  }

  /** Loss and gradients are those of a layer that is shown the offsets as further features. */
  @Test
  void offsetsAreAddedToTheLogits() {
    float[][] offsets = random(POSITIONS, VOCABULARY);
    float[][] wider = new float[POSITIONS][];
    float[][] widerWeight = new float[VOCABULARY][];
    for (int position = 0; position < POSITIONS; position++) {
      wider[position] = Arrays.copyOf(features[position], WIDTH + VOCABULARY);
      System.arraycopy(offsets[position], 0, wider[position], WIDTH, VOCABULARY);
    }
    for (int token = 0; token < VOCABULARY; token++) {
      widerWeight[token] = Arrays.copyOf(weight[token], WIDTH + VOCABULARY);
      widerWeight[token][WIDTH + token] = 1;
    }
    for (int mostAtOnce : new int[] {POSITIONS, 7}) {
      OutputLayer layer = new OutputLayer(weight, bias, POSITIONS, mostAtOnce);
      OutputLayer plain = new OutputLayer(widerWeight, bias, POSITIONS, mostAtOnce);
      assertThat(layer.forward(features, targets, offsets, POSITIONS))
          .isCloseTo(plain.forward(wider, targets, POSITIONS), within(1e-4));
      float[][] ofWeight = new float[VOCABULARY][WIDTH];
      float[][] ofFeatures = new float[POSITIONS][WIDTH];
      layer.backward(features, 1, ofWeight, new float[VOCABULARY], ofFeatures);
      float[][] widerOfWeight = new float[VOCABULARY][WIDTH + VOCABULARY];
      float[][] widerOfFeatures = new float[POSITIONS][WIDTH + VOCABULARY];
      plain.backward(wider, 1, widerOfWeight, new float[VOCABULARY], widerOfFeatures);
      for (int token = 0; token < VOCABULARY; token++) {
        assertThat(ofWeight[token])
            .usingComparatorWithPrecision(1e-4f)
            .containsExactly(Arrays.copyOf(widerOfWeight[token], WIDTH));
      }
      for (int position = 0; position < POSITIONS; position++) {
        assertThat(ofFeatures[position])
            .usingComparatorWithPrecision(1e-4f)
            .containsExactly(Arrays.copyOf(widerOfFeatures[position], WIDTH));
      }
    }
  }

  @Test
  void theReaderGivesTheLogitsOfTheLosses() {
    OutputLayer layer = new OutputLayer(weight, bias, POSITIONS);
    layer.forward(features, targets, POSITIONS);
    VectorLinear reader = VectorLinear.outputsFirst(weight, bias);
    float[] logits = new float[VOCABULARY];
    for (int position = 0; position < POSITIONS; position++) {
      reader.apply(features[position], logits);
      double sum = 0;
      for (float logit : logits) {
        sum += Math.exp(logit);
      }
      assertThat(layer.surprisal(position))
          .isCloseTo(Math.log(sum) - logits[targets[position]], within(1e-5));
    }
  }

  @Test
  void aLogitFarBelowTheLargestHasItsExactSurprisal() {
    OutputLayer layer = new OutputLayer(new float[][] {{1000}, {0}}, new float[2], 1);
    assertThat(layer.forward(new float[][] {{1}}, new int[] {1}, 1)).isEqualTo(1000);
  }
}
