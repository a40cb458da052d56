package dev.prose.token;

/**
 * Decodes tokens that come one by one. What it gives, put together, is the text of all of them; it
 * never gives half a character. Not safe for use by several threads.
 */
public interface Decoder {
  /**
   * Takes the next token.
   *
   * @return the text that is complete with it; empty if the token ends in the middle of a character
   * @throws IndexOutOfBoundsException if there is no such token
   */
  String next(int id);

  /** What is left when no more tokens come: U+FFFD for a character that was never completed. */
  String end();
}
