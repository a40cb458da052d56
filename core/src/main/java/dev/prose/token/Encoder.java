package dev.prose.token;

/**
 * Encodes a text that comes in pieces. It may hold back what the next piece could still change. Not
 * safe for use by several threads.
 */
public interface Encoder {
  /** Takes the tokens of a text, in order. */
  @FunctionalInterface
  interface Sink {
    /** Stands for characters that no token covers and that are left out. */
    int LEFT_OUT = -1;

    /**
     * Takes the next token.
     *
     * @param id the token, or {@link #LEFT_OUT}
     * @param characters how many code points of the text end with it; 0 if it ends in the middle of
     *     one
     */
    void token(int id, int characters);
  }

  /**
   * Goes on with the first {@code count} code points of an array.
   *
   * @throws UnknownCharacterException if no token covers one of them
   */
  void encode(int[] codePoints, int count, Sink sink);

  /** Gives the tokens that are held back; the text is at its end. */
  void end(Sink sink);

  /** How many of the code points so far no token covers. */
  long unknown();
}
