package dev.prose.mixture;

import java.util.Arrays;

/** Sorts counts and totals into buckets by size. Numbers in the same bucket share a weight. */
final class Buckets {
  // Where each bucket starts.
  private static final int[] COUNT_STARTS = {1, 2, 3, 4, 6, 10, 20, 50};
  private static final int[] TOTAL_STARTS = {1, 2, 3, 4, 6, 9, 14, 25, 60, 200, 1000, 10000};

  /** Number of buckets for counts. */
  static final int COUNTS = COUNT_STARTS.length;

  /** Number of buckets for totals. */
  static final int TOTALS = TOTAL_STARTS.length;

  /** Number of pairs of a total's bucket and a count's bucket. */
  static final int PAIRS = COUNTS * TOTALS;

  // A look-up instead of a search, because every vote asks for it.
  private static final byte[] SMALL_COUNTS = new byte[COUNT_STARTS[COUNTS - 1]];

  static {
    for (int count = 1; count < SMALL_COUNTS.length; count++) {
      SMALL_COUNTS[count] = (byte) bucket(count, COUNT_STARTS);
    }
  }

  private Buckets() {}

  /** A count's bucket. */
  static int ofCount(int count) {
    return count < SMALL_COUNTS.length ? SMALL_COUNTS[count] : COUNTS - 1;
  }

  /** A total's bucket. */
  static int ofTotal(int total) {
    return bucket(total, TOTAL_STARTS);
  }

  private static int bucket(int number, int... starts) {
    int found = Arrays.binarySearch(starts, number);
    return found >= 0 ? found : -found - 2;
  }
}
