package dev.prose.token;

/**
 * Encodes a text that comes in pieces. It may hold back tokens that the next piece could change.
 * Not safe for use by several threads.
 */
public interface Encoder {
  /** Takes the tokens of a text, in order. */
  @FunctionalInterface
  interface Sink {
    /** Stands for characters that no token covers and that are skipped. */
    int LEFT_OUT = -1;

    /**
     * Takes the next token.
     *
     * @param id the token, or {@link #LEFT_OUT}
     * @param characters number of code points of the text that end with this token; 0 if it ends in
     *     the middle of one
     */
    void token(int id, int characters);
  }

  /**
   * Encodes the first {@code count} code points of an array, which continue the text.
   *
   * @throws UnknownCharacterException if no token covers one of them
   */
  void encode(int[] codePoints, int count, Sink sink);

  /** Ends the text, and passes on the tokens that were held back. */
  void end(Sink sink);

  /** Number of code points so far that no token covers. */
  long unknown();
}
