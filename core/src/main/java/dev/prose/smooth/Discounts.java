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
  private static final double HALF = 0.5; // of a count

  // So many n-grams that count little are enough to estimate from; so are fewer, if at most this
  // share of all count more.
  private static final int ENOUGH = 1000;
  private static final double FEW = 0.05;

  private static final int MORE = 5; // where countsOfCounts has all that count more than 4 times

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
   * (1998, equation 26). As in KenLM, they are taken where there are n-grams that count once, twice
   * and three times and no discount is below 0 or above what it is taken from; but only of n-grams
   * that mostly count little. A small alphabet has so few short ones that most of them occur often,
   * and the few others say nothing of those. Else {@link #fallback}.
   *
   * <p>So measured on tiny Shakespeare, where KenLM's rule alone, with its fallback of 0.5, 1 and
   * 1.5, takes single characters and pairs to be estimated: 1.5144 nats instead of 1.5165 at order
   * 7. On random text, where most estimates are high, both rules give the same.
   */
  static Discounts modified(IntColumn counts) {
    long[] n = countsOfCounts(counts);
    long little = n[1] + n[2] + n[3] + n[4];
    double y = absoluteEstimate(n);
    double once = 1 - 2 * y * n[2] / n[1];
    double twice = 2 - 3 * y * n[3] / n[2];
    double more = 3 - 4 * y * n[4] / n[3];
    // Where a kind is missing, an estimate is NaN or infinite, and no comparison holds.
    boolean inRange = once >= 0 && once <= 1 && twice >= 0 && twice <= 2 && more >= 0 && more <= 3;
    boolean mostlyLittle = little >= ENOUGH || n[MORE] <= FEW * (little + n[MORE]);
    return inRange && mostlyLittle ? new Discounts(once, twice, more) : fallback(n);
  }

  /**
   * One discount for all counts where they cannot be estimated: half a count, or where more than
   * half of the n-grams count once, the share of those. Where nearly all do, they say next to
   * nothing of what comes next, and next to nothing is left of them. Half an n-gram more that does
   * not count once keeps the share below 1, so that something always is.
   */
  private static Discounts fallback(long[] n) {
    long all = n[1] + n[2] + n[3] + n[4] + n[MORE];
    return absolute(Math.max(HALF, (n[1] + 0.5) / (all + 1)));
  }

  /**
   * Whether so many n-grams count little, once to four times, that discounts can be fitted to
   * held-out text: three numbers fitted to a few hundred n-grams say nothing of others.
   */
  static boolean canBeFitted(IntColumn counts) {
    long[] n = countsOfCounts(counts);
    return n[1] + n[2] + n[3] + n[4] >= ENOUGH;
  }

  /**
   * Ney, Essen and Kneser's one discount, n1 / (n1 + 2 n2): "On structuring probabilistic
   * dependences in stochastic language modelling", 1994. Half a count where no n-gram counts once.
   */
  static Discounts absolute(IntColumn counts) {
    double estimate = absoluteEstimate(countsOfCounts(counts));
    return absolute(estimate > 0 ? estimate : HALF);
  }

  private static double absoluteEstimate(long[] n) {
    return n[1] / (n[1] + 2.0 * n[2]);
  }

  /** [count, MORE for more], how many n-grams count so much. */
  private static long[] countsOfCounts(IntColumn counts) {
    long[] kinds = new long[MORE + 1];
    for (long node = 0; node < counts.size(); node++) {
      kinds[Math.min(counts.get(node), MORE)]++;
    }
    return kinds;
  }

  /** [count, 3 for more], for counts that occur and for 0. */
  double[] byCount() {
    return new double[] {0, once, twice, more};
  }
}
