package dev.prose.mixture;

/**
 * The last tokens of a text, from which a cursor with a limited memory begins anew when it has seen
 * as many as it may: it then keeps all but a sixteenth of them. So it always predicts from at most
 * that many tokens and hardly fewer, and reads each of them sixteen times.
 */
final class LastTokens {
  private final int most;
  private final int kept;
  private final int[] ring; // [number of the token, modulo most]
  private int seen; // since the cursor began anew
  private long size;

  /**
   * @param most how many tokens a prediction may depend on, at least 1
   */
  LastTokens(int most) {
    this.most = most;
    this.kept = most - step(most);
    this.ring = new int[most];
  }

  private static int step(int most) {
    return Math.max(1, most / 16);
  }

  /**
   * Where a cursor may begin to read so that at a position it is as if it had read all before.
   *
   * @param most how many tokens a prediction may depend on
   */
  static long beginning(int most, long position) {
    int step = step(most);
    return position <= most ? 0 : Math.ceilDiv(position - most, step) * step;
  }

  /** Whether nothing more may be seen without beginning anew. */
  boolean isFull() {
    return seen == most;
  }

  /** Adds the next token. */
  void add(int token) {
    ring[(int) (size++ % most)] = token;
    seen++;
  }

  /** Begins anew: the tokens to be read again, in order. */
  int[] beginAnew() {
    int[] last = new int[kept];
    for (int i = 0; i < kept; i++) {
      last[i] = ring[(int) ((size - kept + i) % most)];
    }
    seen = kept;
    return last;
  }
}
