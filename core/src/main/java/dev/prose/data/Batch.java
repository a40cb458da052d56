package dev.prose.data;

import java.util.Arrays;

/**
 * Windows of tokens to learn from, and for each of their positions the token that comes next.
 *
 * @param batchSize how many windows
 * @param blockSize how many tokens a window has
 * @param inputs the windows' tokens, [batch][block] in one array
 * @param targets the same windows shifted by one, [batch][block] in one array
 * @param offsets what is added to the logits that a network computes at each position, as a known
 *     term in a generalized linear model is: [batch * block][vocabulary], in nats; of length 0 if
 *     there are none
 */
// Arrays, because the inner loops read them; batches are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Batch(int batchSize, int blockSize, int[] inputs, int[] targets, float[][] offsets) {
  private static final float[][] NONE = {};

  /**
   * @throws IllegalArgumentException if an array's length is not {@code batchSize * blockSize}, or
   *     offsets are not none and not of each position
   */
  public Batch {
    int positions = Math.multiplyExact(batchSize, blockSize);
    if (inputs.length != positions || targets.length != positions) {
      throw new IllegalArgumentException(
          "a batch of %d x %d needs %d inputs and targets, but has %d and %d"
              .formatted(batchSize, blockSize, positions, inputs.length, targets.length));
    }
    if (offsets.length != 0 && offsets.length != positions) {
      throw new IllegalArgumentException(
          "a batch of %d x %d needs offsets for all positions or none, but has %d"
              .formatted(batchSize, blockSize, offsets.length));
    }
  }

  /** A batch without offsets. */
  public Batch(int batchSize, int blockSize, int[] inputs, int[] targets) {
    this(batchSize, blockSize, inputs, targets, NONE);
  }

  /** The same batch with offsets. */
  public Batch withOffsets(float[][] ofPositions) {
    return new Batch(batchSize, blockSize, inputs, targets, ofPositions);
  }

  /** Whether something is added to the logits. */
  public boolean hasOffsets() {
    return offsets.length > 0;
  }

  /**
   * Refuses a batch with offsets, where they would be left out.
   *
   * @throws IllegalArgumentException if it has some
   */
  public void requireNoOffsets() {
    if (hasOffsets()) {
      throw new IllegalArgumentException("offsets are of networks that learn on the CPU");
    }
  }

  /** How many predictions the batch asks for: {@code batchSize * blockSize}. */
  public int positions() {
    return inputs.length;
  }

  /** The tokens of window {@code b}. */
  public int[] input(int b) {
    return Arrays.copyOfRange(inputs, b * blockSize, (b + 1) * blockSize);
  }

  /** The tokens that follow those of window {@code b}, each one place on. */
  public int[] target(int b) {
    return Arrays.copyOfRange(targets, b * blockSize, (b + 1) * blockSize);
  }
}
