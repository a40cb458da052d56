package dev.prose.token.bpe;

import java.util.Arrays;

/**
 * MergeTable the tokens of one piece of a text: of all pairs next to each other, the one whose
 * merge has the lowest rank, the leftmost of these, then the same again, until none can be merged.
 * Not safe for use by several threads.
 *
 * <p>In a short piece the lowest rank is searched for each time. A long one keeps them in a heap,
 * so that it takes n log n steps; entries of pairs that a merge has changed stay in the heap until
 * they come up, and are then passed over.
 */
final class Merging {
  private static final int SHORT = 48; // bytes: up to here searching was measured to be faster

  private final MergeTable merges;
  private int[] ids = new int[SHORT]; // of the tokens; in a long piece [byte at which one begins]
  private int[] ranks = new int[SHORT]; // of the merge of a token with the next one

  // Of a long piece: the tokens around one, and pairs in the order of their merges.
  private int[] next = {};
  private int[] previous = {};
  private long[] heap = {}; // rank and position of a pair; the parent of i is (i - 1) / 2
  private int heapSize;

  Merging(MergeTable merges) {
    this.merges = merges;
  }

  /** The array that takes the ids of a piece's single bytes, in order; with room for as many. */
  int[] room(int length) {
    if (ids.length < length) {
      ids = new int[Math.max(length, 2 * ids.length)];
      ranks = new int[ids.length];
    }
    return ids;
  }

  /**
   * MergeTable the first {@code length} ids of {@link #room}, and returns how many are left there.
   */
  int merge(int length) {
    for (int i = 0; i < length - 1; i++) {
      ranks[i] = merges.rank(ids[i], ids[i + 1]);
    }
    ranks[length - 1] = MergeTable.NEVER;
    return length <= SHORT ? searching(length) : withHeap(length);
  }

  private int searching(int length) {
    int size = length;
    while (size > 1) {
      int best = 0;
      for (int i = 1; i < size - 1; i++) {
        best = ranks[i] < ranks[best] ? i : best;
      }
      if (ranks[best] == MergeTable.NEVER) {
        return size;
      }
      ids[best] = merges.result(ranks[best]);
      size--;
      System.arraycopy(ids, best + 2, ids, best + 1, size - best - 1);
      System.arraycopy(ranks, best + 1, ranks, best, size - best);
      if (best > 0) {
        ranks[best - 1] = merges.rank(ids[best - 1], ids[best]);
      }
      ranks[best] = best + 1 < size ? merges.rank(ids[best], ids[best + 1]) : MergeTable.NEVER;
    }
    return size;
  }

  private int withHeap(int length) {
    if (next.length < length) {
      next = new int[ids.length];
      previous = new int[ids.length];
      heap = new long[ids.length];
    }
    heapSize = 0;
    for (int i = 0; i < length; i++) {
      next[i] = i + 1;
      previous[i] = i - 1;
      add(i);
    }
    while (heapSize > 0) {
      long lowest = removeLowest();
      int rank = (int) (lowest >>> Integer.SIZE);
      int at = (int) lowest;
      if (ranks[at] == rank) {
        mergeAt(at, rank, length);
      }
    }
    int size = 0;
    for (int i = 0; i < length; i = next[i]) {
      ids[size++] = ids[i];
    }
    return size;
  }

  private void mergeAt(int at, int rank, int length) {
    int gone = next[at];
    ids[at] = merges.result(rank);
    ranks[gone] = MergeTable.NEVER; // so that its entry is passed over
    next[at] = next[gone];
    if (next[at] < length) {
      previous[next[at]] = at;
      ranks[at] = merges.rank(ids[at], ids[next[at]]);
    } else {
      ranks[at] = MergeTable.NEVER;
    }
    add(at);
    int before = previous[at];
    if (before >= 0) {
      ranks[before] = merges.rank(ids[before], ids[at]);
      add(before);
    }
  }

  private void add(int at) {
    if (ranks[at] == MergeTable.NEVER) {
      return;
    }
    if (heapSize == heap.length) {
      heap = Arrays.copyOf(heap, 2 * heapSize);
    }
    long entry = (long) ranks[at] << Integer.SIZE | at;
    int i = heapSize++;
    for (int parent = (i - 1) / 2; i > 0 && heap[parent] > entry; parent = (i - 1) / 2) {
      heap[i] = heap[parent];
      i = parent;
    }
    heap[i] = entry;
  }

  private long removeLowest() {
    long lowest = heap[0];
    long moved = heap[--heapSize];
    int i = 0;
    for (int child = 1; child < heapSize; child = 2 * i + 1) {
      if (child + 1 < heapSize && heap[child + 1] < heap[child]) {
        child++;
      }
      if (moved <= heap[child]) {
        break;
      }
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = moved;
    return lowest;
  }
}
