package dev.prose.token.bpe;

import java.util.Arrays;

/**
 * The pairs that may still be merged: how often each occurs, and where. A hash table with open
 * addressing and linear probing; a pair that becomes too rare is removed, for no pair's count ever
 * grows again.
 */
final class PairTable {
  private static final long NONE = -1;
  private static final int[] NOWHERE = {};

  private final long minimumCount;
  private long[] pairs = filled(1 << 10); // [slot] the pair, or NONE
  private long[] counts = new long[1 << 10]; // [slot]
  private int[][] places = new int[1 << 10][]; // [slot] of the pair's first token
  private int size;

  PairTable(long minimumCount) {
    this.minimumCount = minimumCount;
  }

  private static long[] filled(int slots) {
    long[] pairs = new long[slots];
    Arrays.fill(pairs, NONE);
    return pairs;
  }

  /** Adds a pair that is not in the table yet. */
  void put(long pair, long count, int[] pairPlaces) {
    if (++size > pairs.length / 2) {
      grow();
    }
    int slot = freeSlot(pair);
    pairs[slot] = pair;
    counts[slot] = count;
    places[slot] = pairPlaces;
  }

  private int freeSlot(long pair) {
    int slot = home(pair);
    while (pairs[slot] != NONE) {
      slot = next(slot);
    }
    return slot;
  }

  /** How often a pair occurs; 0 if it is not in the table. */
  long count(long pair) {
    int slot = slot(pair);
    return slot < 0 ? 0 : counts[slot];
  }

  /** Takes occurrences away from a pair, if it is in the table. */
  void subtract(long pair, long count) {
    int slot = slot(pair);
    if (slot >= 0) {
      counts[slot] -= count;
      if (counts[slot] < minimumCount) {
        remove(slot);
      }
    }
  }

  /** Removes a pair that is in the table, and gives its places. */
  int[] take(long pair) {
    int slot = slot(pair);
    int[] taken = places[slot];
    remove(slot);
    return taken;
  }

  private int slot(long pair) {
    int slot = home(pair);
    while (pairs[slot] != pair) {
      if (pairs[slot] == NONE) {
        return -1;
      }
      slot = next(slot);
    }
    return slot;
  }

  /** Closes the gap with what would not be found beyond it: Knuth, volume 3, algorithm 6.4R. */
  private void remove(int removed) {
    size--;
    int gap = removed;
    for (int slot = next(gap); pairs[slot] != NONE; slot = next(slot)) {
      int mask = pairs.length - 1;
      int fromHome = (slot - home(pairs[slot])) & mask;
      int fromGap = (slot - gap) & mask;
      if (fromHome >= fromGap) {
        pairs[gap] = pairs[slot];
        counts[gap] = counts[slot];
        places[gap] = places[slot];
        gap = slot;
      }
    }
    pairs[gap] = NONE;
    places[gap] = NOWHERE;
  }

  private int home(long pair) {
    return (int) ((pair * 0x9E3779B97F4A7C15L) >>> 32) & (pairs.length - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (pairs.length - 1);
  }

  private void grow() {
    long[] oldPairs = pairs;
    long[] oldCounts = counts;
    int[][] oldPlaces = places;
    pairs = filled(2 * oldPairs.length);
    counts = new long[pairs.length];
    places = new int[pairs.length][];
    for (int old = 0; old < oldPairs.length; old++) {
      if (oldPairs[old] != NONE) {
        int slot = freeSlot(oldPairs[old]);
        pairs[slot] = oldPairs[old];
        counts[slot] = oldCounts[old];
        places[slot] = oldPlaces[old];
      }
    }
  }
}
