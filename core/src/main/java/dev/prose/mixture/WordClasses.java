package dev.prose.mixture;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Classes of words and marks that are used alike: names, say, or verbs in the past tense. What came
 * after one word of a class is likely after the others too. {@link WordClustering} finds them.
 */
final class WordClasses {
  /** Number of classes, that of rare words included. */
  static final int COUNT = 40;

  /** The class of words that are too rare to say, or not known. */
  static final int RARE = 0;

  /** Stands for the class of no word at all. */
  static final int NO_WORD = COUNT;

  /** The most words that have a class other than that of rare ones. */
  static final int MOST_WORDS = 1 << 14;

  /** The most letters of such a word. */
  static final int MOST_LETTERS = 1 << 6;

  /** No words: all are rare. */
  static final WordClasses NONE = new WordClasses(new int[0][], new int[0]);

  private final int[][] words; // [word][letter]: token ids, or the id of a mark
  private final int[] classes; // [word], from 1 on
  // A hash table with open addressing, at most half full.
  private final long[] hashes; // [slot]: of a word
  private final byte[] classOf; // [slot], 0 if it is free

  private WordClasses(int[][] words, int[] classes) {
    this.words = words;
    this.classes = classes;
    int slots = 2 * Integer.highestOneBit(2 * words.length + 1);
    this.hashes = new long[slots];
    this.classOf = new byte[slots];
  }

  /**
   * Classes that are known.
   *
   * @param words [word][letter]: token ids, as the word was first seen; a mark is a word by itself
   * @param classes [word]
   * @throws IllegalArgumentException if there are too many words, one is too long, or no word or
   *     mark, or is there twice, or has an impossible class
   */
  static WordClasses of(int[][] words, int[] classes, CharacterTraits traits) {
    Requirement.require(
        words.length == classes.length && words.length <= MOST_WORDS,
        "there are %,d words with classes, and %,d classes"
            .formatted(words.length, classes.length));
    WordClasses all = new WordClasses(words, classes);
    for (int word = 0; word < words.length; word++) {
      int each = classes[word];
      Requirement.require(each > RARE && each < COUNT, "a word has the class " + each);
      requireWord(words[word], traits);
      long hash = RunningWords.hash(words[word], traits);
      int slot = all.slot(hash);
      Requirement.require(all.classOf[slot] == 0, "word %,d has two classes".formatted(word));
      all.hashes[slot] = hash;
      all.classOf[slot] = (byte) each;
    }
    return all;
  }

  private static void requireWord(int[] letters, CharacterTraits traits) {
    Requirement.require(
        letters.length >= 1 && letters.length <= MOST_LETTERS,
        "a word with a class has %,d letters".formatted(letters.length));
    for (int letter : letters) {
      Requirement.require(letter >= 0 && letter < traits.size(), "a word has the letter " + letter);
      Requirement.require(
          traits.isLetter(letter) || (letters.length == 1 && traits.isMark(letter)),
          "a word has a character that is no letter");
    }
  }

  /** The class of a word that has ended, or of a mark, by its hash. */
  int of(long word) {
    return classOf[slot(word)];
  }

  /** The slot that holds a word, or else a free one. */
  private int slot(long word) {
    int slot = (int) (word ^ word >>> 32) & classOf.length - 1;
    while (classOf[slot] != 0 && hashes[slot] != word) {
      slot = slot + 1 & classOf.length - 1;
    }
    return slot;
  }

  /** Number of words that are not rare. */
  int size() {
    return words.length;
  }

  /** How many letters the words have in all. */
  int letters() {
    return Arrays.stream(words).mapToInt(word -> word.length).sum();
  }

  /** A word's letters, as token ids. Not to be changed. */
  int[] word(int index) {
    return words[index];
  }

  /** A word's class. */
  int classAt(int index) {
    return classes[index];
  }

  /** The words of a class, as token ids, the most frequent first; none of rare words. */
  List<int[]> members(int ofClass) {
    return IntStream.range(0, words.length)
        .filter(word -> classes[word] == ofClass)
        .mapToObj(word -> words[word].clone())
        .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WordClasses that
        && Arrays.deepEquals(words, that.words)
        && Arrays.equals(classes, that.classes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.deepHashCode(words) + Arrays.hashCode(classes);
  }
}
