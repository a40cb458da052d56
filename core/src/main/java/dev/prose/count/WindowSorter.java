package dev.prose.count;

import java.util.Arrays;

/**
 * Sorts windows by their packed words and counts equal ones: a radix sort from the last digit to
 * the first, which for some tens of thousands of windows stays within the processor's cache.
 */
final class WindowSorter {
  private static final int DIGIT = 11; // bits
  private static final int DIGITS = 1 << DIGIT;

  private final int bitsOfWord;
  private long[][] words; // [word][window]
  private long[][] scratch;
  private int size;

  /**
   * @param capacity number of windows that can be added before {@link #take}
   */
  WindowSorter(WindowPacking packing, int capacity) {
    this.bitsOfWord = packing.bitsOfWord();
    this.words = new long[packing.words()][capacity];
    this.scratch = new long[packing.words()][capacity];
  }

  boolean isFull() {
    return size == words[0].length;
  }

  void add(long[] window) {
    for (int w = 0; w < words.length; w++) {
      words[w][size] = window[w];
    }
    size++;
  }

  /** The windows added since the last call, sorted and counted. */
  SortedWindows take() {
    int[] starts = new int[DIGITS];
    for (int w = words.length - 1; w >= 0; w--) {
      for (int shift = 0; shift < bitsOfWord; shift += DIGIT) {
        if (countDigits(words[w], size, shift, starts)) {
          distribute(words, scratch, w, size, shift, starts);
          long[][] sorted = scratch;
          scratch = words;
          words = sorted;
        }
      }
    }
    SortedWindows counted = countEqual();
    size = 0;
    return counted;
  }

  /** Whether digits differ; if so, starts holds where the windows with each digit begin. */
  private static boolean countDigits(long[] words, int size, int shift, int[] starts) {
    Arrays.fill(starts, 0);
    for (int i = 0; i < size; i++) {
      starts[(int) (words[i] >>> shift) & (DIGITS - 1)]++;
    }
    int sum = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      int count = starts[digit];
      if (count == size) {
        return false;
      }
      starts[digit] = sum;
      sum += count;
    }
    return true;
  }

  private static void distribute(
      long[][] from, long[][] to, int word, int size, int shift, int[] starts) {
    if (from.length == 1) {
      distribute(from[0], to[0], size, shift, starts);
      return;
    }
    long[] digits = from[word];
    for (int i = 0; i < size; i++) {
      int place = starts[(int) (digits[i] >>> shift) & (DIGITS - 1)]++;
      for (int w = 0; w < from.length; w++) {
        to[w][place] = from[w][i];
      }
    }
  }

  // By far the most frequent case: a window of seven characters in one word.
  private static void distribute(long[] from, long[] to, int size, int shift, int[] starts) {
    for (int i = 0; i < size; i++) {
      long word = from[i];
      to[starts[(int) (word >>> shift) & (DIGITS - 1)]++] = word;
    }
  }

  private SortedWindows countEqual() {
    int different = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || !equal(i - 1, i)) {
        different++;
      }
    }
    SortedWindows counted = SortedWindows.ofSize(words.length, different);
    int last = -1;
    for (int i = 0; i < size; i++) {
      if (i == 0 || !equal(i - 1, i)) {
        last++;
        for (int w = 0; w < words.length; w++) {
          counted.words()[w][last] = words[w][i];
        }
      }
      counted.counts()[last]++;
    }
    return counted;
  }

  private boolean equal(int i, int j) {
    for (long[] word : words) {
      if (word[i] != word[j]) {
        return false;
      }
    }
    return true;
  }
}
