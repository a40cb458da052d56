package dev.prose.count;

import dev.prose.data.Tokens;

/**
 * How often each token occurs in a sequence: all that a model can learn that ignores the tokens
 * before.
 */
public final class UnigramCounts {
  private static final int CHUNK = 1 << 12; // tokens

  private final long[] counts; // [token]
  private final long total;

  private UnigramCounts(long[] counts, long total) {
    this.counts = counts;
    this.total = total;
  }

  /** Counts the tokens of a sequence. */
  public static UnigramCounts of(Tokens tokens) {
    long[] counts = new long[tokens.vocabularySize()];
    int[] chunk = new int[CHUNK];
    for (long from = 0; from < tokens.size(); from += CHUNK) {
      int length = (int) Math.min(CHUNK, tokens.size() - from);
      tokens.copyTo(from, chunk, 0, length);
      for (int i = 0; i < length; i++) {
        counts[chunk[i]]++;
      }
    }
    return new UnigramCounts(counts, tokens.size());
  }

  /** Number of different tokens that the counted sequence may have, V. */
  public int vocabularySize() {
    return counts.length;
  }

  /** How often {@code token} occurs. */
  public long count(int token) {
    return counts[token];
  }

  /** Number of tokens that were counted. */
  public long total() {
    return total;
  }

  /**
   * The lowest mean cross-entropy on the counted sequence, in nats per token, of any model that
   * gives a token the same probability everywhere: the entropy of the relative frequencies.
   *
   * @return NaN if nothing was counted
   */
  public double optimum() {
    double sum = 0;
    for (long count : counts) {
      if (count > 0) {
        sum -= count * Math.log((double) count / total);
      }
    }
    return sum / total;
  }
}
