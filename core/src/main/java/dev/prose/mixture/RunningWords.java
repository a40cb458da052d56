package dev.prose.mixture;

/**
 * The words and marks of a text, one after the other, as {@link History} sees them: each once it
 * has ended. Where each line is a text of its own, a line's end parts it from the next.
 */
final class RunningWords {
  private final int[] tokens;
  private final CharacterTraits traits;
  private final boolean lines;
  private final Use use;
  private int begin; // of the word in which the position is

  /** Is given the words. */
  @FunctionalInterface
  interface Use {
    /**
     * Takes a word or a mark.
     *
     * @param from its first position
     * @param to exclusive; nothing lies between both where a text of its own ends
     */
    void take(int from, int to);
  }

  private RunningWords(int[] tokens, CharacterTraits traits, boolean lines, Use use) {
    this.tokens = tokens;
    this.traits = traits;
    this.lines = lines;
    this.use = use;
  }

  /** Gives the words and marks of a text to a use. */
  static void forEach(int[] tokens, CharacterTraits traits, boolean lines, Use use) {
    RunningWords words = new RunningWords(tokens, traits, lines, use);
    Pieces.forEach(0, tokens.length, words::read);
    words.endAt(tokens.length);
  }

  private void read(int from, int to) {
    for (int position = from; position < to; position++) {
      if (!traits.isLetter(tokens[position])) {
        endAt(position);
        read(position);
        begin = position + 1;
      }
    }
  }

  private void read(int position) {
    if (traits.isMark(tokens[position])) {
      use.take(position, position + 1);
    }
    if (lines && traits.isLineEnd(tokens[position])) {
      use.take(position, position);
    }
  }

  private void endAt(int to) {
    if (begin < to) {
      use.take(begin, to);
    }
  }

  /** The hash of a word or mark, by which a {@link History} knows it. */
  static long hash(int[] letters, CharacterTraits traits) {
    return hash(letters, 0, letters.length, traits);
  }

  static long hash(int[] tokens, int from, int to, CharacterTraits traits) {
    if (traits.isMark(tokens[from])) {
      return ofMark(tokens[from]);
    }
    long word = History.EMPTY;
    for (int i = from; i < to; i++) {
      word = with(word, tokens[i], traits);
    }
    return word;
  }

  /** The hash of a mark. */
  static long ofMark(int token) {
    return -1L - token;
  }

  /** The hash of a word with one more letter. */
  static long with(long word, int letter, CharacterTraits traits) {
    return History.hash(word, traits.folded(letter) + 1);
  }
}
