package dev.prose.arpa;

import dev.prose.column.DoubleAppender;
import dev.prose.column.IntAppender;

/**
 * The n-grams of one length in the order in which they came. Each consists of its beginning, an
 * n-gram that is one word shorter, and its last word. A hash table finds them, because files have
 * them in any order.
 */
final class UnsortedNGrams {
  /** Stands for a logarithm that the file does not give. */
  static final double NOT_GIVEN = Double.NaN;

  private final IntAppender beginnings = new IntAppender(); // [n-gram]
  private final IntAppender words = new IntAppender(); // [n-gram]
  private final DoubleAppender probabilities = new DoubleAppender(); // [n-gram], as logarithms
  private final DoubleAppender weights = new DoubleAppender(); // [n-gram], as logarithms
  private int[] table = new int[1 << 8]; // n-gram + 1, or 0; at most half full

  int size() {
    return words.size();
  }

  /** The number of the n-gram that this one begins with, among those one word shorter. */
  int beginning(int nGram) {
    return beginnings.get(nGram);
  }

  /** The last word. */
  int word(int nGram) {
    return words.get(nGram);
  }

  /** The decimal logarithm of the probability. */
  double probability(int nGram) {
    return probabilities.get(nGram);
  }

  /** The decimal logarithm of the n-gram's weight as a context. */
  double weight(int nGram) {
    return weights.get(nGram);
  }

  void setProbability(int nGram, double logarithm) {
    probabilities.set(nGram, logarithm);
  }

  void setWeight(int nGram, double logarithm) {
    weights.set(nGram, logarithm);
  }

  /** The number of an n-gram, which is added if it is new. */
  int findOrAdd(int beginning, int word) {
    int place = place(beginning, word);
    if (table[place] > 0) {
      return table[place] - 1;
    }
    beginnings.add(beginning);
    words.add(word);
    probabilities.add(NOT_GIVEN);
    weights.add(NOT_GIVEN);
    table[place] = size();
    if (2 * (long) size() > table.length) {
      grow();
    }
    return size() - 1;
  }

  private int place(int beginning, int word) {
    long mixed = (((long) beginning << Integer.SIZE) + word) * 0x9E3779B97F4A7C15L;
    int place = (int) (mixed >>> Integer.SIZE) & (table.length - 1);
    while (table[place] > 0
        && !(words.get(table[place] - 1) == word
            && beginnings.get(table[place] - 1) == beginning)) {
      place = (place + 1) & (table.length - 1);
    }
    return place;
  }

  private void grow() {
    table = new int[Math.multiplyExact(table.length, 2)];
    for (int nGram = 0; nGram < size(); nGram++) {
      table[place(beginning(nGram), word(nGram))] = nGram + 1;
    }
  }
}
