package dev.prose.token.bpe;

import java.util.Arrays;

/**
 * The merges of byte-pair encoding: which two tokens next to each other become which one, and which
 * of several merges comes first. An open hash table over pairs of ids.
 *
 * <p>Source: Sennrich, Haddow and Birch, "Neural machine translation of rare words with subword
 * units", 2016, algorithm 1.
 */
final class MergeTable {
  /** The rank of two tokens that are not merged: after all others. */
  static final int NEVER = Integer.MAX_VALUE;

  private static final long FREE = -1;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L; // 2^64 / the golden ratio

  private final int[] left; // [rank]
  private final int[] right; // [rank]
  private final int[] result; // [rank]
  private final long[] keys; // the two ids, or FREE
  private final int[] ranks; // beside the keys
  private final int shift;

  /**
   * @param left the first of the two ids of each merge, [rank]
   * @param right the second
   * @param result what they become
   * @throws IllegalArgumentException if two merges are of the same pair
   */
  MergeTable(int[] left, int[] right, int[] result) {
    this.left = left;
    this.right = right;
    this.result = result;
    int bits = 33 - Integer.numberOfLeadingZeros(Math.max(1, left.length));
    keys = new long[1 << bits]; // at least twice as many as there are merges
    Arrays.fill(keys, FREE);
    ranks = new int[keys.length];
    shift = Long.SIZE - bits;
    for (int rank = 0; rank < left.length; rank++) {
      long key = key(left[rank], right[rank]);
      int slot = slot(key);
      if (keys[slot] == key) {
        throw new IllegalArgumentException(
            "merges %d and %d are of the same two tokens".formatted(ranks[slot], rank));
      }
      keys[slot] = key;
      ranks[slot] = rank;
    }
  }

  /** A table of learned merges. */
  static MergeTable of(Merges merges) {
    int[] left = new int[merges.size()];
    int[] right = new int[merges.size()];
    int[] result = new int[merges.size()];
    Arrays.setAll(left, merges::first);
    Arrays.setAll(right, merges::second);
    Arrays.setAll(result, merge -> Merges.BYTES + merge);
    return new MergeTable(left, right, result);
  }

  int size() {
    return left.length;
  }

  int left(int rank) {
    return left[rank];
  }

  int right(int rank) {
    return right[rank];
  }

  /** What the two tokens of a merge become. */
  int result(int rank) {
    return result[rank];
  }

  boolean sameAs(MergeTable other) {
    return Arrays.equals(left, other.left)
        && Arrays.equals(right, other.right)
        && Arrays.equals(result, other.result);
  }

  /** The rank of the merge of two tokens, from 0, or {@link #NEVER}. */
  int rank(int leftId, int rightId) {
    long key = key(leftId, rightId);
    int slot = slot(key);
    return keys[slot] == key ? ranks[slot] : NEVER;
  }

  private static long key(int leftId, int rightId) {
    return (long) leftId << Integer.SIZE | rightId;
  }

  private int slot(long key) {
    int slot = (int) ((key * MULTIPLIER) >>> shift);
    while (keys[slot] != key && keys[slot] != FREE) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }
}
