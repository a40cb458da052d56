package dev.prose.data;

/** The batches of a run, each a pure function of its step. */
@FunctionalInterface
public interface Batches {
  /**
   * The batch of a step.
   *
   * @param step from 0
   */
  Batch batch(long step);

  /**
   * Refuses batches for which there are too few tokens.
   *
   * @param name what to call the tokens in a message: "train" or "validation"
   * @throws IllegalArgumentException if a size is not positive
   * @throws ArithmeticException if a batch has more tokens than an array can hold
   * @throws ShortSplitException if the tokens are too few for one window and the token after it
   */
  static void requireRoom(String name, Tokens tokens, int batchSize, int blockSize) {
    if (batchSize < 1 || blockSize < 1) {
      throw new IllegalArgumentException(
          "batch size and block size must be at least 1, but are %d and %d"
              .formatted(batchSize, blockSize));
    }
    if (tokens.size() <= blockSize) {
      throw new ShortSplitException(name, tokens.size(), blockSize);
    }
    Math.multiplyExact(batchSize, blockSize);
  }
}
