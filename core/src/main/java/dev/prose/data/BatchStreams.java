package dev.prose.data;

/**
 * Batches whose windows go on where those of the batch before ended, so that what is learned from
 * one can be handed on to the next. The streams begin evenly spaced in the text, and go on with its
 * first token after its last.
 */
public final class BatchStreams implements Batches {
  private final Tokens tokens;
  private final int batchSize;
  private final int blockSize;

  /**
   * @param name what to call the tokens in a message: "train" or "validation"
   * @param batchSize how many streams
   * @param blockSize how many tokens each reads on per batch
   * @throws IllegalArgumentException if a size is not positive
   * @throws ArithmeticException if a batch has more tokens than an array can hold
   * @throws ShortSplitException if the tokens are too few for one window and the token after it
   */
  public BatchStreams(String name, Tokens tokens, int batchSize, int blockSize) {
    Batches.requireRoom(name, tokens, batchSize, blockSize);
    this.tokens = tokens;
    this.batchSize = batchSize;
    this.blockSize = blockSize;
  }

  @Override
  public Batch batch(long step) {
    int[] inputs = new int[batchSize * blockSize];
    int[] targets = new int[batchSize * blockSize];
    for (int b = 0; b < batchSize; b++) {
      long start = start(b, step);
      int first = b * blockSize;
      copy(start, inputs, first, blockSize);
      System.arraycopy(inputs, first + 1, targets, first, blockSize - 1);
      targets[first + blockSize - 1] = tokens.at((start + blockSize) % tokens.size());
    }
    return new Batch(batchSize, blockSize, inputs, targets);
  }

  /** The position in the text at which a stream's window of a step begins. */
  public long start(int stream, long step) {
    long begin =
        tokens.size() / batchSize * stream + tokens.size() % batchSize * stream / batchSize;
    long read = step % tokens.size() * blockSize; // but for whole rounds
    return (begin + read) % tokens.size();
  }

  private void copy(long from, int[] target, int offset, int count) {
    int atOnce = (int) Math.min(count, tokens.size() - from);
    tokens.copyTo(from, target, offset, atOnce);
    tokens.copyTo(0, target, offset + atOnce, count - atOnce);
  }
}
