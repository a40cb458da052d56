package dev.prose.mixture;

import java.util.Arrays;

/**
 * The text before a position, as far as contexts are made of it. Words, gaps and keys are hashes of
 * 64 bits: of a million that differ, two are the same once in some ten million texts.
 */
final class History {
  /** What stands before the first character. */
  static final int NOTHING = -1;

  private static final int REMEMBERED = 8; // characters; a power of 2, and more than any kind needs
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
   * The start of a text.
   *
   * @param lines whether each line is a text of its own
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

  /** The last characters. */
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

  /** The last character but for its case, as a number of the traits, or {@link #NOTHING}. */
  int folded() {
    return traits.foldedOrNothing(last());
  }

  /** The characters from one place back to another one, but for their case. */
  long folded(int from, int to) {
    long key = from;
    for (int back = from; back <= to; back++) {
      key = hash(key, traits.foldedOrNothing(character(back)));
    }
    return key;
  }

  /** The current word so far, or outside of words what stands since the last one. */
  long wordOrGap() {
    return word == EMPTY ? gap : word;
  }

  /** The word or mark before the current word. */
  long previousWord() {
    return previousWord;
  }

  /** The word or mark before that. */
  long wordBefore() {
    return wordBefore;
  }

  /** 1 at the start of the text and after an empty line, 2 on the line after such a one, else 0. */
  int lineType() {
    return lineType;
  }

  /** How many characters the line has so far, 60 for more. */
  long column() {
    return Math.min(column, MOST_COLUMNS);
  }

  /** How many groups of vowels the line has so far. */
  int vowelGroups() {
    return vowelGroups;
  }
}
