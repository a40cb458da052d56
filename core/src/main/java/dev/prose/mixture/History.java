package dev.prose.mixture;

import java.util.Arrays;

/**
 * What the kinds of context need to know of the text before a position. Words, gaps and keys are
 * 64-bit hashes: two of a million different ones collide in about one text of 37 million.
 */
final class History {
  /** Stands for the character before the first one. */
  static final int NOTHING = -1;

  private static final int REMEMBERED = 8; // characters: a power of 2, more than any kind needs
  private static final long EMPTY = 0;
  private static final long MOST_COLUMNS = 60;

  private final CharacterTraits traits;
  private final boolean lines;
  private final int[] last = new int[REMEMBERED]; // a ring, by position
  private int position;
  private long word;
  private long gap;
  private long previousWord;
  private long wordBefore;
  private int lineType;
  private int column;
  private int vowelGroups;
  private boolean inVowels;

  /**
   * Begins at the start of a text.
   *
   * @param lines whether each line is its own text
   */
  History(CharacterTraits traits, boolean lines) {
    this.traits = traits;
    this.lines = lines;
    restart();
  }

  private void restart() {
    Arrays.fill(last, NOTHING);
    position = 0;
    word = EMPTY;
    gap = EMPTY;
    previousWord = EMPTY;
    wordBefore = EMPTY;
    lineType = 1;
    startLine();
  }

  private void startLine() {
    column = 0;
    vowelGroups = 0;
    inVowels = false;
  }

  void advance(int token) {
    if (lines && traits.isLineEnd(token)) {
      restart();
      return;
    }
    last[position++ & (REMEMBERED - 1)] = token;
    if (traits.isLetter(token)) {
      word = hash(word, traits.folded(token) + 1);
    } else {
      if (word != EMPTY) {
        shift(word);
        word = EMPTY;
        gap = EMPTY;
      }
      gap = hash(gap, -1 - token);
      if (traits.isMark(token)) {
        shift(-1 - token);
      }
    }
    if (traits.isLineEnd(token)) {
      lineType = column == 0 ? 1 : lineType == 1 ? 2 : 0;
      startLine();
    } else if (!traits.isReturn(token)) {
      column++;
      boolean vowel = traits.isVowel(token);
      if (vowel && !inVowels) {
        vowelGroups++;
      }
      inVowels = vowel;
    }
  }

  private void shift(long next) {
    wordBefore = previousWord;
    previousWord = next;
  }

  /** Mixes a number into a hash. */
  static long hash(long hash, long number) {
    long mixed = (hash + 0x9E3779B97F4A7C15L ^ number) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 31) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 30;
  }

  private int character(int back) {
    return last[position - back & (REMEMBERED - 1)];
  }

  /** A hash of the last characters. */
  long characters(int count) {
    long key = count;
    for (int back = 1; back <= count; back++) {
      key = hash(key, character(back));
    }
    return key;
  }

  /** The last character, or {@link #NOTHING}. */
  int last() {
    return character(1);
  }

  /** The last character, ignoring case, as {@link CharacterTraits#folded}; or {@link #NOTHING}. */
  int folded() {
    return traits.foldedOrNothing(last());
  }

  /** A hash, ignoring case, of the characters from one distance back to another (inclusive). */
  long folded(int from, int to) {
    long key = from;
    for (int back = from; back <= to; back++) {
      key = hash(key, traits.foldedOrNothing(character(back)));
    }
    return key;
  }

  /** A hash of the current word so far, or outside of words, of all that follows the last word. */
  long wordOrGap() {
    return word == EMPTY ? gap : word;
  }

  /** A hash of the word or mark before the current word. */
  long previousWord() {
    return previousWord;
  }

  /** A hash of the word or mark before {@link #previousWord}. */
  long wordBefore() {
    return wordBefore;
  }

  /** 1 for the first line and after an empty one, 2 for a line after a line of type 1, else 0. */
  int lineType() {
    return lineType;
  }

  /** Number of characters in the line so far, at most 60. */
  long column() {
    return Math.min(column, MOST_COLUMNS);
  }

  /** Number of groups of consecutive vowels in the line so far. */
  int vowelGroups() {
    return vowelGroups;
  }
}
