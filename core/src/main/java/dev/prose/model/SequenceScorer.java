package dev.prose.model;

/**
 * Reads along a sequence and says of each token how much it surprises: its surprisal, {@code -ln
 * p(token | all before it)}. Not safe for use by several threads.
 */
public interface SequenceScorer {
  /** How many tokens are scored at a time where there are many. */
  int CHUNK = 1 << 12;

  /**
   * Reads on by some tokens, many at a time.
   *
   * @param tokens the first {@code count} are the sequence's next ones
   * @param surprisals [token], in nats; the first {@code count} are overwritten
   * @throws IndexOutOfBoundsException if there is no such token
   */
  void score(int[] tokens, int count, double[] surprisals);
}
