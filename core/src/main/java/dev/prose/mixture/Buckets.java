package dev.prose.mixture;

import java.util.Arrays;

/** Sorts counts, totals and votes into buckets by size. What is in one bucket shares a weight. */
final class Buckets {
  /** Number of buckets for counts. */
  static final int COUNTS = 8;

  /** Number of buckets for totals. */
  static final int TOTALS = 12;

  /** Number of buckets for votes. */
  static final int VOTES = 16;

  /** Number of pairs of a total's bucket and a count's bucket. */
  static final int PAIRS = COUNTS * TOTALS;

  /** For counts of the whole text. */
  static final Buckets COUNTED =
      new Buckets(
          1,
          new int[] {1, 2, 3, 4, 6, 10, 20, 50},
          new int[] {1, 2, 3, 4, 6, 9, 14, 25, 60, 200, 1000, 10000});

  /** For counts that fade. */
  static final Buckets CACHED =
      new Buckets(
          100,
          new int[] {0, 8, 20, 40, 60, 80, 105, 200},
          new int[] {0, 10, 30, 60, 90, 130, 200, 300, 500, 900, 2000, 5000});

  /** For probabilities; a total is less than 1 by the small ones that are left out. */
  static final Buckets PROBABILITIES =
      new Buckets(
          1000,
          new int[] {0, 11, 51, 151, 351, 601, 851, 971},
          new int[] {0, 90, 180, 270, 360, 450, 540, 630, 720, 810, 900, 990});

  private final float scale;
  private final int[] totalStarts;
  private final byte[] ofCounts; // [count, scaled], because every vote asks for it

  /**
   * @param scale what the starts are divided by
   * @param countStarts where each bucket for counts starts
   * @param totalStarts where each bucket for totals starts
   */
  private Buckets(int scale, int[] countStarts, int[] totalStarts) {
    this.scale = scale;
    this.totalStarts = totalStarts;
    this.ofCounts = new byte[countStarts[COUNTS - 1]];
    for (int count = countStarts[0]; count < ofCounts.length; count++) {
      ofCounts[count] = (byte) bucket(count, countStarts);
    }
  }

  /** A count's bucket. */
  int ofCount(float count) {
    int scaled = (int) (count * scale);
    return scaled < ofCounts.length ? ofCounts[scaled] : COUNTS - 1;
  }

  /** A total's bucket. */
  int ofTotal(float total) {
    return bucket((int) (total * scale), totalStarts);
  }

  /** A vote's bucket, half a nat wide. */
  static int ofVote(float feature) {
    return Math.min((int) (2 * feature), VOTES - 1);
  }

  private static int bucket(int number, int... starts) {
    int found = Arrays.binarySearch(starts, number);
    return found >= 0 ? found : -found - 2;
  }
}
