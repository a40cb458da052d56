package dev.prose.smooth;

import dev.prose.column.IntColumn;

/**
 * What is taken from the counts of n-grams of one length and given to those that were not seen: one
 * discount for those that count once, one for twice, one for more often.
 *
 * @param once 0 to 1
 * @param twice 0 to 2
 * @param more 0 to 3
 */
public record Discounts(double once, double twice, double more) {
  /** Where counts of counts say nothing: half a count. */
  public static final Discounts FALLBACK = absolute(0.5);

  private static final int ENOUGH = 1000; // n-grams
  private static final int KINDS = 5; // n-grams that count 1, 2, 3 and 4 times say all

  /**
   * @throws IllegalArgumentException if a discount is negative or more than what it is taken from
   */
  public Discounts {
    if (!(once >= 0 && once <= 1 && twice >= 0 && twice <= 2 && more >= 0 && more <= 3)) {
      throw new IllegalArgumentException(
          "discounts must be from 0 to 1, 2 and 3, but are %s, %s and %s"
              .formatted(once, twice, more));
    }
  }

  /** One discount for all. */
  public static Discounts absolute(double discount) {
    return new Discounts(discount, discount, discount);
  }

  /**
   * Chen and Goodman's estimates from how many n-grams count once, twice, three and four times
   * (1998, equation 26), where {@link #canBeTold} and the estimates make sense: each is positive,
   * and of two n-grams the one that counts more still does so when its discount is taken. Else
   * {@link #FALLBACK}.
   */
  static Discounts modified(IntColumn counts) {
    long[] n = countsOfCounts(counts);
    double y = absoluteEstimate(n);
    double once = 1 - 2 * y * n[2] / n[1];
    double twice = 2 - 3 * y * n[3] / n[2];
    double more = 3 - 4 * y * n[4] / n[3];
    // Where a kind is missing, an estimate is NaN or infinite, and no comparison holds.
    boolean sensible =
        once > 0 && twice > 0 && more > 0 && 1 - once < 2 - twice && 2 - twice < 3 - more;
    return sensible && canBeTold(n) ? new Discounts(once, twice, more) : FALLBACK;
  }

  /**
   * Whether there are enough n-grams that count little, once to four times, to tell discounts from.
   * A small alphabet has so few short n-grams that most of them occur often.
   */
  static boolean canBeTold(IntColumn counts) {
    return canBeTold(countsOfCounts(counts));
  }

  private static boolean canBeTold(long[] n) {
    return n[1] + n[2] + n[3] + n[4] >= ENOUGH;
  }

  /**
   * Ney, Essen and Kneser's one discount, n1 / (n1 + 2 n2): "On structuring probabilistic
   * dependences in stochastic language modelling", 1994. Where no n-gram counts once, {@link
   * #FALLBACK}.
   */
  static Discounts absolute(IntColumn counts) {
    double estimate = absoluteEstimate(countsOfCounts(counts));
    return estimate > 0 ? absolute(estimate) : FALLBACK;
  }

  private static double absoluteEstimate(long[] n) {
    return n[1] / (n[1] + 2.0 * n[2]);
  }

  private static long[] countsOfCounts(IntColumn counts) {
    long[] kinds = new long[KINDS];
    for (long node = 0; node < counts.size(); node++) {
      int count = counts.get(node);
      if (count < KINDS) {
        kinds[count]++;
      }
    }
    return kinds;
  }

  /** [count, 3 for more], for counts that occur and for 0. */
  double[] byCount() {
    return new double[] {0, once, twice, more};
  }
}
