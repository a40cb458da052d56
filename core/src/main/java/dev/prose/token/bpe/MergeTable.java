package dev.prose.token.bpe;

import java.util.Arrays;

/**
 * The merges of byte-pair encoding: which two tokens next to each other become which one, and which
 * of several merges comes first. An open hash table over pairs of ids.
 *
 * <p>Most pairs that are asked for are not merged, and the table is larger than a processor's
 * nearest caches. Some bits for each slot say so of nine in ten of them, without a look into it:
 * encoding Chinese took half the time.
 *
 * <p>Source: Sennrich, Haddow and Birch, "Neural machine translation of rare words with subword
 * units", 2016, algorithm 1.
 */
final class MergeTable {
  /** The rank of two tokens that are not merged: after all others. */
  static final int NEVER = Integer.MAX_VALUE;

  /** How many tokens there may be, so that two ids and a rank fit into a slot. */
  static final int MOST_TOKENS = 1 << 21;

  private static final int BITS = 21;
  private static final int SOME_BITS = 2; // 2^2 bits to a slot
  private static final long FREE = -1;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L; // 2^64 / the golden ratio

  private final int[] left; // [rank]
  private final int[] right; // [rank]
  private final int[] result; // [rank]
  private final long[] slots; // the two ids and the rank, from upper to lower bits, or FREE
  private final long[] some; // bits: set for each pair that is merged, and for few others
  private final int shift;

  /**
   * @param left the first of the two ids of each merge, [rank]
   * @param right the second
   * @param result what they become
   * @throws IllegalArgumentException if two merges are of the same pair, or there are more than
   *     {@link #MOST_TOKENS} merges or tokens
   */
  MergeTable(int[] left, int[] right, int[] result) {
    this.left = left;
    this.right = right;
    this.result = result;
    if (left.length > MOST_TOKENS) {
      throw new IllegalArgumentException(
          "there are %,d merges, and may be %,d".formatted(left.length, MOST_TOKENS));
    }
    int bits = 33 - Integer.numberOfLeadingZeros(Math.max(1, left.length));
    slots = new long[1 << bits]; // at least twice as many as there are merges
    Arrays.fill(slots, FREE);
    some = new long[Math.max(1, (slots.length << SOME_BITS) / Long.SIZE)];
    shift = Long.SIZE - bits;
    for (int rank = 0; rank < left.length; rank++) {
      int highest = Math.max(result[rank], Math.max(left[rank], right[rank]));
      if (highest >= MOST_TOKENS) {
        throw new IllegalArgumentException(
            "merge %d has token %d, and there may be %,d".formatted(rank, highest, MOST_TOKENS));
      }
      long key = key(left[rank], right[rank]);
      int slot = slot(key);
      if (slots[slot] != FREE) {
        throw new IllegalArgumentException(
            "merges %d and %d are of the same two tokens"
                .formatted(slots[slot] & (MOST_TOKENS - 1), rank));
      }
      slots[slot] = key << BITS | rank;
      long bit = bit(key * MULTIPLIER);
      some[(int) (bit / Long.SIZE)] |= 1L << bit;
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
    long bit = bit(key * MULTIPLIER);
    if ((some[(int) (bit / Long.SIZE)] >>> bit & 1) == 0) {
      return NEVER;
    }
    long slot = slots[slot(key)];
    return slot == FREE ? NEVER : (int) slot & (MOST_TOKENS - 1);
  }

  /** The place of a pair in {@link #some}. */
  private long bit(long hash) {
    return hash >>> (shift - SOME_BITS);
  }

  private static long key(int leftId, int rightId) {
    return (long) leftId << BITS | rightId;
  }

  private int slot(long key) {
    int slot = (int) ((key * MULTIPLIER) >>> shift);
    while (slots[slot] >>> BITS != key && slots[slot] != FREE) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }
}
