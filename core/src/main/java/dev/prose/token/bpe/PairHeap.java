package dev.prose.token.bpe;

import java.util.Arrays;

/**
 * Pairs with the counts that they had when they were added, the best on top: the one that occurs
 * most often, and among equals the smallest. A binary heap.
 */
final class PairHeap {
  private long[] pairs = new long[1 << 10];
  private long[] counts = new long[1 << 10];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  void add(long pair, long count) {
    if (size == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    int hole = size++;
    while (hole > 0) {
      int parent = (hole - 1) / 2;
      if (!isBetter(pair, count, parent)) {
        break;
      }
      move(parent, hole);
      hole = parent;
    }
    pairs[hole] = pair;
    counts[hole] = count;
  }

  /** The best pair. */
  long pair() {
    return pairs[0];
  }

  /** The count that the best pair had when it was added, or corrected. */
  long count() {
    return counts[0];
  }

  /** Lowers the best pair's count. */
  void correct(long count) {
    sink(pairs[0], count);
  }

  /** Removes the best pair. */
  void remove() {
    size--;
    sink(pairs[size], counts[size]);
  }

  private void sink(long pair, long count) {
    int hole = 0;
    for (int child = 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && isBetter(pairs[child + 1], counts[child + 1], child)) {
        child++;
      }
      if (isBetter(pair, count, child)) {
        break;
      }
      move(child, hole);
      hole = child;
    }
    pairs[hole] = pair;
    counts[hole] = count;
  }

  private boolean isBetter(long pair, long count, int than) {
    return count != counts[than] ? count > counts[than] : pair < pairs[than];
  }

  private void move(int from, int to) {
    pairs[to] = pairs[from];
    counts[to] = counts[from];
  }
}
