package dev.prose.data;

import java.util.Arrays;

/**
 * The last tokens of a text, from which a cursor with a limited memory begins anew when it has seen
 * as many as it may: it then keeps all but a sixteenth of them. So it always predicts from at most
 * that many tokens and hardly fewer, and reads each of them sixteen times.
 */
public final class LastTokens {
  private static final int FIRST_LENGTH = 1 << 10; // a memory may be far longer than a text

  private final int most;
  private final int kept;
  private int[] ring = new int[FIRST_LENGTH]; // [number of the token, modulo the length]
  private int seen; // since the cursor began anew
  private long size;

  /**
   * @param most how many tokens a prediction may depend on, at least 1
   */
  public LastTokens(int most) {
    this.most = most;
    this.kept = most - step(most);
  }

  private static int step(int most) {
    return Math.max(1, most / 16);
  }

  /**
   * Where a cursor may begin to read so that at a position it is as if it had read all before.
   *
   * @param most how many tokens a prediction may depend on
   */
  public static long beginning(int most, long position) {
    int step = step(most);
    return position <= most ? 0 : Math.ceilDiv(position - most, step) * step;
  }

  /** Whether nothing more may be seen without beginning anew. */
  public boolean isFull() {
    return seen == most;
  }

  /** Adds the next token. */
  public void add(int token) {
    if (size == ring.length && size < most) {
      ring = Arrays.copyOf(ring, (int) Math.min(most, 2L * ring.length));
    }
    ring[(int) (size++ % ring.length)] = token;
    seen++;
  }

  /** Begins anew: the tokens to be read again, in order. */
  public int[] beginAnew() {
    int[] last = new int[kept];
    for (int i = 0; i < kept; i++) {
      last[i] = ring[(int) ((size - kept + i) % ring.length)];
    }
    seen = kept;
    return last;
  }
}
