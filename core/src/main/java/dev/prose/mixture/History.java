package dev.prose.mixture;

import java.util.Arrays;

/**
 * What the kinds of context need to know of the text before a position. Words, gaps and keys are
 * 64-bit hashes: two of a million different ones collide in about one text of 37 million.
 */
final class History {
  /** Stands for the character before the first one. */
  static final int NOTHING = -1;

  /** The key of no characters. */
  static final long NO_CHARACTERS = 0;

  private static final int REMEMBERED = 8; // characters: a power of 2, more than any kind needs
  static final long EMPTY = 0; // no word
  private static final int UNKNOWN = -1; // class
  private static final int MOST_COLUMN = 60;
  private static final int MOST_WORDS = 15; // of a line
  private static final int MOST_LETTERS = 14; // of a word
  private static final int MOST_GAP = 3; // characters between words
  private static final int LINE_TYPES = 3;

  /** Number of different columns. */
  static final int COLUMNS = MOST_COLUMN + 1;

  /** Number of different places in a line. */
  static final int PLACES = LINE_TYPES * (MOST_WORDS + 1);

  /** Number of different states of a word. */
  static final int WORD_STATES = MOST_LETTERS + MOST_GAP + 1;

  private final CharacterTraits traits;
  private final WordClasses classes;
  private final boolean lines;
  private final int[] last = new int[REMEMBERED]; // a ring, by position
  private final long[] chain =
      new long[ContextKind.LONGEST + 1]; // [length], of the last characters
  private boolean chained; // whether the chain is of this position
  private int position;
  private long word;
  private long gap;
  private long previousWord;
  private long wordBefore;
  private long wordBeforeThat;
  private int previousClass; // of the previous word; UNKNOWN until it is asked for
  private int classBefore; // of the word before, as well
  private long gapBefore; // what stood before the last word that has begun
  private int letters; // of the current word
  private int gapLength; // characters since the last word
  private int words; // begun in the line
  private long line; // a hash of its characters
  private long heading;
  private int lineType;
  private int column;
  private int vowelGroups;
  private boolean inVowels;
  private boolean wordEnded;

  /**
   * Begins at the start of a text.
   *
   * @param classes of the words that it may meet
   * @param lines whether each line is its own text
   */
  History(CharacterTraits traits, WordClasses classes, boolean lines) {
    this.traits = traits;
    this.classes = classes;
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
    wordBeforeThat = EMPTY;
    previousClass = WordClasses.NO_WORD;
    classBefore = WordClasses.NO_WORD;
    gapBefore = EMPTY;
    letters = 0;
    gapLength = 0;
    heading = EMPTY;
    lineType = 1;
    chained = false;
    wordEnded = true;
    startLine();
  }

  private void startLine() {
    column = 0;
    words = 0;
    line = EMPTY;
    vowelGroups = 0;
    inVowels = false;
  }

  void advance(int token) {
    if (lines && traits.isLineEnd(token)) {
      restart();
      return;
    }
    last[position++ & (REMEMBERED - 1)] = token;
    chained = false;
    wordEnded = false;
    if (traits.isLetter(token)) {
      if (word == EMPTY) {
        words++;
        gapBefore = gap;
      }
      word = RunningWords.with(word, token, traits);
      letters++;
    } else {
      if (word != EMPTY) {
        shift(word);
        word = EMPTY;
        letters = 0;
        gap = EMPTY;
        gapLength = 0;
      }
      gap = hash(gap, -1 - token);
      gapLength++;
      if (traits.isMark(token)) {
        shift(RunningWords.ofMark(token));
      }
    }
    if (traits.isLineEnd(token)) {
      heading = column > 0 && lineType == 1 ? line : heading;
      lineType = column == 0 ? 1 : lineType == 1 ? 2 : 0;
      startLine();
    } else if (!traits.isReturn(token)) {
      column++;
      line = hash(line, token);
      boolean vowel = traits.isVowel(token);
      if (vowel && !inVowels) {
        vowelGroups++;
      }
      inVowels = vowel;
    }
  }

  private void shift(long next) {
    wordBeforeThat = wordBefore;
    wordBefore = previousWord;
    previousWord = next;
    classBefore = previousClass;
    previousClass = UNKNOWN;
    wordEnded = true;
  }

  /** Mixes a number into a hash. Of two small numbers, the first has to be made a hash before. */
  static long hash(long hash, long number) {
    long mixed = (hash + 0x9E3779B97F4A7C15L ^ number) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 31) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 30;
  }

  private int character(int back) {
    return last[position - back & (REMEMBERED - 1)];
  }

  /** A hash of the last characters, at most {@link ContextKind#LONGEST}. */
  long characters(int count) {
    if (!chained) {
      for (int length = 1; length < chain.length; length++) {
        chain[length] = hash(chain[length - 1], character(length));
      }
      chained = true;
    }
    return chain[count];
  }

  /** The last character, or {@link #NOTHING}. */
  int last() {
    return character(1);
  }

  /** The last character, ignoring case, as {@link CharacterTraits#folded}; or {@link #NOTHING}. */
  int folded() {
    return traits.foldedOrNothing(last());
  }

  /** Like {@link #folded()}, of the character before the last one. */
  int foldedBefore() {
    return traits.foldedOrNothing(character(2));
  }

  /** A hash, ignoring case, of the characters from one distance back to another (inclusive). */
  long folded(int from, int to) {
    long key = from;
    for (int back = from; back <= to; back++) {
      key = hash(key, traits.foldedOrNothing(character(back)));
    }
    return key;
  }

  /** A hash of what the last characters are: letters, vowels, marks and so on. */
  long shape(int count) {
    long key = 0;
    for (int back = 1; back <= count; back++) {
      int token = character(back);
      key = hash(key, token == NOTHING ? NOTHING : traits.kindOf(token));
    }
    return key;
  }

  /** A hash of the current word so far, or outside of words, of all that follows the last word. */
  long wordOrGap() {
    return word == EMPTY ? gap : word;
  }

  boolean isInWord() {
    return word != EMPTY;
  }

  /** Whether the last character ended a word or is a mark, or there is none. */
  boolean wordHasEnded() {
    return wordEnded;
  }

  /** A hash of the word or mark before the current word. */
  long previousWord() {
    return previousWord;
  }

  /** A hash of the word or mark before {@link #previousWord}. */
  long wordBefore() {
    return wordBefore;
  }

  /** A hash of the word or mark before {@link #wordBefore}. */
  long wordBeforeThat() {
    return wordBeforeThat;
  }

  /** The class of {@link #previousWord}, or {@link WordClasses#NO_WORD}. */
  int previousClass() {
    if (previousClass == UNKNOWN) {
      previousClass = classes.of(previousWord);
    }
    return previousClass;
  }

  /** The class of {@link #wordBefore}, or {@link WordClasses#NO_WORD}. */
  int classBefore() {
    if (classBefore == UNKNOWN) {
      classBefore = classes.of(wordBefore);
    }
    return classBefore;
  }

  /** A hash of {@link #wordOrGap}, and of what stood before the last word that has begun. */
  long wordAndGap() {
    return hash(wordOrGap(), gapBefore);
  }

  /**
   * Where in a word or between words the position is: from 0 on by the letters of the current word
   * so far, then by the characters since the last word. Below {@link #WORD_STATES}.
   */
  int wordState() {
    return letters > 0
        ? Math.min(letters, MOST_LETTERS) - 1
        : MOST_LETTERS + Math.min(gapLength, MOST_GAP);
  }

  /** 1 for the first line and after an empty one, 2 for a line after a line of type 1, else 0. */
  int lineType() {
    return lineType;
  }

  /** A hash of the last whole line of type 1 that was not empty: in a play, who speaks. */
  long heading() {
    return heading;
  }

  /** The line's type and the number of words begun in it. Below {@link #PLACES}. */
  int place() {
    return LINE_TYPES * Math.min(words, MOST_WORDS) + lineType;
  }

  /** Number of characters in the line so far, at most 60. Below {@link #COLUMNS}. */
  int column() {
    return Math.min(column, MOST_COLUMN);
  }

  /** Number of groups of consecutive vowels in the line so far. */
  int vowelGroups() {
    return vowelGroups;
  }

  /** An independent copy. */
  History copy() {
    History copy = new History(traits, classes, lines);
    copy.copyFrom(this);
    return copy;
  }

  private void copyFrom(History other) {
    System.arraycopy(other.last, 0, last, 0, last.length);
    position = other.position;
    word = other.word;
    gap = other.gap;
    previousWord = other.previousWord;
    wordBefore = other.wordBefore;
    wordBeforeThat = other.wordBeforeThat;
    previousClass = other.previousClass;
    classBefore = other.classBefore;
    gapBefore = other.gapBefore;
    letters = other.letters;
    gapLength = other.gapLength;
    words = other.words;
    line = other.line;
    heading = other.heading;
    lineType = other.lineType;
    column = other.column;
    vowelGroups = other.vowelGroups;
    inVowels = other.inVowels;
    wordEnded = other.wordEnded;
  }
}
