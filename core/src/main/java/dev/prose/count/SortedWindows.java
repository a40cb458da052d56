package dev.prose.count;

import java.util.Arrays;

/**
 * Windows in ascending order, and how often each occurs. Each is there once; but one that occurs
 * 2^31 times or more is there several times, which is so rare that its counts need no wider array.
 *
 * @param words [word][window]
 * @param counts [window]
 * @param size number of windows; the arrays may be longer
 */
// Arrays, because inner loops read them; never compared.
@SuppressWarnings("ArrayRecordComponent")
record SortedWindows(long[][] words, int[] counts, int size) {
  static SortedWindows ofSize(int words, int size) {
    return new SortedWindows(new long[words][size], new int[size], size);
  }

  /** The heap memory of the arrays, in bytes. */
  long bytes() {
    return (long) counts.length * (words.length * Long.BYTES + Integer.BYTES);
  }

  /** Merges two; the counts of windows that both have are added, as far as an int holds the sum. */
  SortedWindows merge(SortedWindows other) {
    SortedWindows merged = ofSize(words.length, size + other.size);
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < this.size || j < other.size) {
      int order = i == this.size ? 1 : j == other.size ? -1 : compare(i, other, j);
      if (order == 0 && counts[i] > Integer.MAX_VALUE - other.counts[j]) {
        order = -1; // the other one follows on its own
      }
      int count = 0;
      for (int w = 0; w < words.length; w++) {
        merged.words[w][size] = order <= 0 ? words[w][i] : other.words[w][j];
      }
      if (order <= 0) {
        count = counts[i++];
      }
      if (order >= 0) {
        count += other.counts[j++];
      }
      merged.counts[size++] = count;
    }
    return merged.trimmed(size);
  }

  private int compare(int i, SortedWindows other, int j) {
    for (int w = 0; w < words.length; w++) {
      int order = Long.compare(words[w][i], other.words[w][j]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private SortedWindows trimmed(int newSize) {
    if (newSize == counts.length) {
      return this;
    }
    long[][] shorter = new long[words.length][];
    Arrays.setAll(shorter, w -> Arrays.copyOf(words[w], newSize));
    return new SortedWindows(shorter, Arrays.copyOf(counts, newSize), newSize);
  }
}
