package dev.prose.token;

/**
 * Decodes tokens that come one at a time. The returned pieces together are the text of all tokens;
 * no piece contains half a character. Not safe for use by several threads.
 */
public interface Decoder {
  /**
   * Takes the next token.
   *
   * @return the text that this token completes; empty if it ends in the middle of a character
   * @throws IndexOutOfBoundsException if there is no such token
   */
  String next(int id);

  /** Ends the text. Returns what remains: U+FFFD for a character that was never completed. */
  String end();
}
