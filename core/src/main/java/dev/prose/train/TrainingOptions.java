package dev.prose.train;

/**
 * How to train.
 *
 * @param batchSize windows per batch
 * @param blockSize tokens per window
 * @param maxIters how many steps
 * @param evalInterval steps between evaluations
 * @param evalIters random batches of each split per evaluation
 * @param seed where all randomness comes from
 */
public record TrainingOptions(
    int batchSize, int blockSize, int maxIters, int evalInterval, int evalIters, long seed) {
  /**
   * The lesson's: 32 windows of 8 tokens, 5,000 steps, an evaluation on 200 batches every 500
   * steps, seed 1337.
   */
  public static final TrainingOptions DEFAULT = new TrainingOptions(32, 8, 5000, 500, 200, 1337);

  private static final int MAX_POSITIONS = 1 << 24;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public TrainingOptions {
    requireAtLeast(1, "batch size", batchSize);
    requireAtLeast(1, "block size", blockSize);
    requireAtLeast(0, "max iters", maxIters);
    requireAtLeast(1, "eval interval", evalInterval);
    requireAtLeast(1, "eval iters", evalIters);
    if ((long) batchSize * blockSize > MAX_POSITIONS) {
      throw new IllegalArgumentException(
          "a batch of %,d windows of %,d tokens is larger than %,d tokens"
              .formatted(batchSize, blockSize, MAX_POSITIONS));
    }
  }

  private static void requireAtLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, but is %d".formatted(name, least, value));
    }
  }

  /** The same steps with the fewest evaluations, which change no weight. */
  public TrainingOptions unwatched() {
    return new TrainingOptions(batchSize, blockSize, maxIters, Math.max(1, maxIters), 1, seed);
  }

  public TrainingOptions withMaxIters(int newMaxIters) {
    return new TrainingOptions(batchSize, blockSize, newMaxIters, evalInterval, evalIters, seed);
  }

  public TrainingOptions withSeed(long newSeed) {
    return new TrainingOptions(batchSize, blockSize, maxIters, evalInterval, evalIters, newSeed);
  }
}
