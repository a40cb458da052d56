package dev.prose.token.bpe;

import java.util.Arrays;

/**
 * The merges of byte-pair encoding, in the order in which they were learned. Tokens 0 to 255 are
 * the bytes, and token 256 + k is what merge k makes of two tokens before it. Immutable.
 *
 * <p>If {@link BpeTrainer} learned them, no two tokens have the same bytes: once a string of bytes
 * has become one token somewhere, every other place where tokens begin and end with it has the same
 * merges behind it, so that nothing is left there to be merged to it in another way.
 */
public final class Merges {
  /** How many tokens are bytes. */
  static final int BYTES = 256;

  private final int[] firsts; // [merge]
  private final int[] seconds; // [merge]

  /**
   * @param firsts the first token of each merge
   * @param seconds the second token of each merge
   * @throws IllegalArgumentException if the two differ in length, or a token is not yet there
   */
  public Merges(int[] firsts, int[] seconds) {
    if (firsts.length != seconds.length) {
      throw new IllegalArgumentException(
          "%d first tokens, but %d second ones".formatted(firsts.length, seconds.length));
    }
    for (int merge = 0; merge < firsts.length; merge++) {
      int tokens = BYTES + merge;
      if (!isToken(firsts[merge], tokens) || !isToken(seconds[merge], tokens)) {
        throw new IllegalArgumentException(
            "merge %d is of tokens %d and %d, which are not both in [0, %d)"
                .formatted(merge, firsts[merge], seconds[merge], tokens));
      }
    }
    this.firsts = firsts.clone();
    this.seconds = seconds.clone();
  }

  private static boolean isToken(int token, int tokens) {
    return token >= 0 && token < tokens;
  }

  /** How many merges there are. */
  public int size() {
    return firsts.length;
  }

  /** How many tokens there are: the bytes, and one for each merge. */
  public int tokens() {
    return BYTES + firsts.length;
  }

  /**
   * The token that a merge finds first.
   *
   * @throws IndexOutOfBoundsException if {@code merge} is not in [0, {@link #size()})
   */
  public int first(int merge) {
    return firsts[merge];
  }

  /**
   * The token that a merge finds right after it.
   *
   * @throws IndexOutOfBoundsException if {@code merge} is not in [0, {@link #size()})
   */
  public int second(int merge) {
    return seconds[merge];
  }

  /**
   * What a token stands for, in a new array.
   *
   * @throws IndexOutOfBoundsException if {@code token} is not in [0, {@link #tokens()})
   */
  public byte[] bytes(int token) {
    // By a stack and not by calls: a token may be as deep as it is long.
    byte[] bytes = new byte[16];
    int[] open = new int[16];
    int size = 0;
    int depth = 0;
    open[depth++] = token;
    while (depth > 0) {
      int next = open[--depth];
      if (next < BYTES) {
        bytes = size == bytes.length ? Arrays.copyOf(bytes, 2 * size) : bytes;
        bytes[size++] = (byte) next;
      } else {
        open = depth + 2 > open.length ? Arrays.copyOf(open, 2 * open.length) : open;
        open[depth++] = seconds[next - BYTES];
        open[depth++] = firsts[next - BYTES];
      }
    }
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Merges other
        && Arrays.equals(firsts, other.firsts)
        && Arrays.equals(seconds, other.seconds);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(firsts) + Arrays.hashCode(seconds);
  }

  @Override
  public String toString() {
    return "%,d merges".formatted(size());
  }
}
