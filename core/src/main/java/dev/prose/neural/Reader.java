package dev.prose.neural;

/**
 * A network that reads one token at a time and keeps what it needs of those before. Not safe for
 * use by several threads.
 */
public interface Reader {
  /** Forgets all tokens, as at the beginning of a text. */
  void restart();

  /**
   * Reads a token.
   *
   * @throws IndexOutOfBoundsException if there is no such token
   */
  void read(int token);

  /**
   * The logits of the token to come after those that were read, at least one.
   *
   * @param target [vocabulary], overwritten
   */
  void logits(float[] target);
}
