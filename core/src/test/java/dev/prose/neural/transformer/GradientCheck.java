package dev.prose.neural.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.prose.data.Batch;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Network;
import dev.prose.neural.Pass;
import dev.prose.neural.Weight;
import dev.prose.neural.Weights;
import dev.prose.random.SplitMix64;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;

/** Compares a pass with its textbook: the loss, and the gradient by each single weight. */
final class GradientCheck {
  private static final double STEP = 1e-5;

  private GradientCheck() {}

  /** Weights that are all different, so that nothing cancels. */
  static Weights lively(Network network, long seed) {
    Weights weights = network.initial(seed);
    SplitMix64 random = new SplitMix64(seed);
    for (Weight weight : weights.all()) {
      for (float[] row : weight.values()) {
        for (int i = 0; i < row.length; i++) {
          row[i] += (float) (0.3 * random.nextGaussian());
        }
      }
    }
    return weights;
  }

  static Batch batch(int windows, int length, int vocabularySize, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    int[] inputs = random.ints((long) windows * length, 0, vocabularySize).toArray();
    int[] targets = random.ints((long) windows * length, 0, vocabularySize).toArray();
    return new Batch(windows, length, inputs, targets);
  }

  /** Checks windows 1 to 3 of a batch. */
  static void check(
      Network network,
      Weights weights,
      Textbook textbook,
      Batch batch,
      LineStarts lines,
      OptionalLong dropout) {
    Pass pass = network.pass(weights, 3, batch.blockSize()); // with room for one more
    Weights gradient = weights.zeros();
    double loss = pass.forward(batch, 1, 3, lines, dropout, new float[2][0]);
    pass.backward(gradient, 0.5f);
    pass.backward(weights.zeros(), 0); // reads what the pass keeps, changes no weight
    assertThat(loss).isCloseTo(loss(textbook, batch, lines, dropout), within(2e-5 * loss));
    for (Weight weight : gradient.all()) {
      double[][] values = textbook.weight(weight.name());
      for (int row = 0; row < values.length; row++) {
        for (int i = 0; i < values[row].length; i++) {
          double value = values[row][i];
          values[row][i] = value + STEP;
          double above = loss(textbook, batch, lines, dropout);
          values[row][i] = value - STEP;
          double below = loss(textbook, batch, lines, dropout);
          values[row][i] = value;
          double expected = 0.5 * (above - below) / (2 * STEP);
          assertThat((double) weight.values()[row][i])
              .as("%s [%d][%d]", weight.name(), row, i)
              .isCloseTo(expected, within(1e-4 * (1 + Math.abs(expected))));
        }
      }
    }
  }

  /**
   * The SHA-256 of the loss and the gradient of a batch: float arithmetic is the same to the last
   * bit on every machine.
   */
  static String hash(Network network) throws NoSuchAlgorithmException {
    Weights weights = network.initial(11);
    SplitMix64 random = new SplitMix64(12);
    for (Weight weight : weights.all()) {
      for (float[] row : weight.values()) {
        for (int i = 0; i < row.length; i++) {
          row[i] += (float) (0.1 * random.nextDouble());
        }
      }
    }
    Batch batch = batch(2, 37, network.vocabularySize(), 13);
    OptionalLong dropout = OptionalLong.of(14);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Pass pass = network.pass(weights, 3, 37);
    Weights gradient = weights.zeros();
    pass.forward(
        batch(3, 37, network.vocabularySize(), 15),
        0,
        3,
        LineStarts.NONE,
        dropout,
        new float[3][0]);
    pass.backward(gradient, 1); // leaves numbers behind, which must not matter
    gradient.clear();
    double loss = pass.forward(batch, 0, 2, LineStarts.at(3), dropout, new float[2][0]);
    pass.backward(gradient, 1f / 74);
    digest.update(ByteBuffer.allocate(8).putDouble(loss).flip());
    for (Weight weight : gradient.all()) {
      for (float[] row : weight.values()) {
        for (float value : row) {
          digest.update(ByteBuffer.allocate(4).putFloat(value).flip());
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
  }

  private static double loss(
      Textbook textbook, Batch batch, LineStarts lines, OptionalLong dropout) {
    double loss = 0;
    for (int window = 1; window < 3; window++) {
      if (dropout.isPresent()) {
        textbook.drop(dropout.getAsLong(), window * batch.blockSize());
      }
      loss += textbook.loss(batch.input(window), batch.target(window), lines);
    }
    return loss;
  }
}
