package dev.prose.expert;

import dev.prose.neural.NeuralTraining;
import dev.prose.train.AdamW;
import dev.prose.train.Clipping;
import dev.prose.train.LearningRate;
import dev.prose.train.LearningRate.Decay;
import java.util.Optional;

/**
 * How an expert is made.
 *
 * @param width how many numbers its state has
 * @param dropout the share of its state that the output layer does not see while it learns
 * @param batchSize windows per batch
 * @param blockSize tokens per window
 * @param alone how many steps it learns the text by itself
 * @param beside how many steps it then learns what the mixture leaves
 * @param seed where all randomness comes from
 */
public record ExpertOptions(
    int width, double dropout, int batchSize, int blockSize, int alone, int beside, long seed) {
  /** What suits a text of a megabyte: some seven minutes on two cores. */
  public static final ExpertOptions DEFAULT = new ExpertOptions(512, 0.5, 32, 64, 2500, 3000, 1337);

  private static final int MOST_WIDTH = 1 << 14;
  private static final int MOST_STEPS = 100_000_000;
  private static final int WARMUP = 100;
  private static final double LAST_RATE = 0.1; // of the highest
  private static final double WEIGHT_DECAY = 0.1;
  private static final double RATE_ALONE = 3e-3;
  private static final double RATE_BESIDE = 2e-3;

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public ExpertOptions {
    require("width", width, 1, MOST_WIDTH);
    require("batch size", batchSize, 1, 1 << 12);
    require("block size", blockSize, 1, 1 << 12);
    require("number of steps alone", alone, 0, MOST_STEPS);
    require("number of steps beside the mixture", beside, 1, MOST_STEPS);
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "the expert's dropout must be in [0, 1), but is " + dropout);
    }
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "the expert's %s must be from %,d to %,d, but is %,d"
              .formatted(name, least, most, value));
    }
  }

  /** All steps. */
  public int steps() {
    return alone + beside;
  }

  /** Another width. */
  public ExpertOptions withWidth(int newWidth) {
    return new ExpertOptions(newWidth, dropout, batchSize, blockSize, alone, beside, seed);
  }

  /** So many steps, in the same proportion. */
  public ExpertOptions withSteps(int steps) {
    int newAlone = (int) ((long) steps * alone / steps());
    return new ExpertOptions(
        width, dropout, batchSize, blockSize, newAlone, steps - newAlone, seed);
  }

  /** Another seed. */
  public ExpertOptions withSeed(long newSeed) {
    return new ExpertOptions(width, dropout, batchSize, blockSize, alone, beside, newSeed);
  }

  NeuralTraining trainingAlone() {
    return training(RATE_ALONE, alone);
  }

  NeuralTraining trainingBeside() {
    return training(RATE_BESIDE, beside);
  }

  private static NeuralTraining training(double rate, int steps) {
    return new NeuralTraining(
        new AdamW.Options(rate, 0.9, 0.99, 1e-8, WEIGHT_DECAY),
        Optional.empty(),
        new LearningRate(Math.min(WARMUP, steps / 10), Decay.COSINE, steps, LAST_RATE),
        new Clipping(1),
        1);
  }
}
