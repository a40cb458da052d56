package dev.prose.token;

/** What to do with a character that is not in the vocabulary. */
public enum OnUnknown {
  /** Refuse the text, naming the character and its position. */
  ERROR,
  /** Leave the character out. */
  SKIP,
  /**
   * Replace the character with the first of U+FFFD, '?' and space that is known, else with the
   * first symbol.
   */
  REPLACE
}
