package dev.prose.model;

/**
 * Reads along a sequence and gives each token's surprisal, {@code -ln p(token | all before it)}.
 * Not safe for use by several threads.
 */
public interface SequenceScorer {
  /** Number of tokens per call in which a long sequence is scored. */
  int CHUNK = 1 << 12;

  /**
   * Reads on by some tokens.
   *
   * @param tokens the first {@code count} are the sequence's next ones
   * @param surprisals [token], in nats; the first {@code count} are overwritten
   * @throws IndexOutOfBoundsException if there is no such token
   */
  void score(int[] tokens, int count, double[] surprisals);
}
