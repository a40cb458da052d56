package dev.prose.text;

/** What to do with bytes that are not valid in the chosen encoding. */
public enum OnMalformed {
  /** Refuse the text, naming the source and the byte offset. */
  ERROR,
  /** Put U+FFFD, the replacement character, in their place. */
  REPLACE,
  /**
   * Keep them, as {@link RawBytes}; and take any file for text, its byte-order mark too, and
   * whatever its format.
   */
  KEEP
}
