package dev.prose.mixture;

import java.util.Arrays;

/** Counts and totals by their size: those of one bucket are weighed alike. */
final class Buckets {
  // Where each bucket starts.
  private static final int[] COUNT_STARTS = {1, 2, 3, 4, 6, 10, 20, 50};
  private static final int[] TOTAL_STARTS = {1, 2, 3, 4, 6, 9, 14, 25, 60, 200, 1000, 10000};

  /** How many buckets counts have. */
  static final int COUNTS = COUNT_STARTS.length;

  /** How many buckets totals have. */
  static final int TOTALS = TOTAL_STARTS.length;

  /** How many pairs of both there are. */
  static final int PAIRS = COUNTS * TOTALS;

  // A look-up instead of a search: this is asked for each vote.
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
