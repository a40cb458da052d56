package dev.prose.token;

/** What to do with a character that is not in the vocabulary. */
public enum OnUnknown {
  /** Refuse the text, naming the character and its place. */
  ERROR,
  /** Leave the character out. */
  SKIP,
  /**
   * Put a stand-in for it: the first of U+FFFD, '?' and space that is known, else the first symbol.
   */
  REPLACE
}
