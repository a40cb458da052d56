package dev.prose.smooth;

import dev.prose.column.IntColumn;

/**
 * What is subtracted from the counts of n-grams of one length, for the benefit of those that were
 * not seen: one discount for n-grams that count 1, one for 2, and one for 3 or more.
 *
 * @param once 0 to 1
 * @param twice 0 to 2
 * @param more 0 to 3
 */
public record Discounts(double once, double twice, double more) {
  private static final double HALF = 0.5; // of a count

  // This many n-grams that count one to four times are enough to estimate from. So are fewer, if
  // at most this share of all n-grams count more.
  private static final int ENOUGH = 1000;
  private static final double FEW = 0.05;

  private static final int MORE = 5; // the index in countsOfCounts of all counts above 4

  /**
   * @throws IllegalArgumentException if a discount is negative or above the count that it reduces
   */
  public Discounts {
    if (!(once >= 0 && once <= 1 && twice >= 0 && twice <= 2 && more >= 0 && more <= 3)) {
      throw new IllegalArgumentException(
          "discounts must be from 0 to 1, 2 and 3, but are %s, %s and %s"
              .formatted(once, twice, more));
    }
  }

  /** The same discount for every count. */
  public static Discounts absolute(double discount) {
    return new Discounts(discount, discount, discount);
  }

  /**
   * Chen and Goodman's estimates from the numbers of n-grams that count one, two, three and four
   * times (1998, equation 26). As in KenLM, they are used where there are n-grams that count one,
   * two and three times and no discount is below 0 or above the count that it reduces; but unlike
   * there, only where most counts are small. A small alphabet has so few short n-grams that most of
   * them occur often, and the few rare ones say nothing about those. Otherwise {@link #fallback} is
   * used.
   *
   * <p>On tiny Shakespeare, where KenLM's rule alone, with its fallback of 0.5, 1 and 1.5, would
   * estimate discounts for single characters and pairs, this gives 1.5144 nats per character
   * instead of 1.5165 at order 7. On random text, where most estimates are high, both rules give
   * the same.
   */
  static Discounts modified(IntColumn counts) {
    long[] n = countsOfCounts(counts);
    long little = n[1] + n[2] + n[3] + n[4];
    double y = absoluteEstimate(n);
    double once = 1 - 2 * y * n[2] / n[1];
    double twice = 2 - 3 * y * n[3] / n[2];
    double more = 3 - 4 * y * n[4] / n[3];
    // Where no n-gram has one of the counts, an estimate is NaN or infinite and fails a comparison.
    boolean inRange = once >= 0 && once <= 1 && twice >= 0 && twice <= 2 && more >= 0 && more <= 3;
    boolean mostlyLittle = little >= ENOUGH || n[MORE] <= FEW * (little + n[MORE]);
    return inRange && mostlyLittle ? new Discounts(once, twice, more) : fallback(n);
  }

  /**
   * One discount for all counts where none can be estimated: one half, or the share of n-grams that
   * count 1 if that is more. Where nearly all n-grams count 1, they say next to nothing about what
   * comes next, and next to nothing is left of them. Half an n-gram is added to those that count
   * more, to keep the share below 1, so that something is always left.
   */
  private static Discounts fallback(long[] n) {
    long all = n[1] + n[2] + n[3] + n[4] + n[MORE];
    return absolute(Math.max(HALF, (n[1] + 0.5) / (all + 1)));
  }

  /**
   * Whether enough n-grams count one to four times to fit discounts to held-out text: three numbers
   * fitted to a few hundred n-grams say nothing about others.
   */
  static boolean canBeFitted(IntColumn counts) {
    long[] n = countsOfCounts(counts);
    return n[1] + n[2] + n[3] + n[4] >= ENOUGH;
  }

  /**
   * Ney, Essen and Kneser's single discount, n1 / (n1 + 2 n2): "On structuring probabilistic
   * dependences in stochastic language modelling", 1994. One half where no n-gram counts 1.
   */
  static Discounts absolute(IntColumn counts) {
    double estimate = absoluteEstimate(countsOfCounts(counts));
    return absolute(estimate > 0 ? estimate : HALF);
  }

  private static double absoluteEstimate(long[] n) {
    return n[1] / (n[1] + 2.0 * n[2]);
  }

  /** [count, MORE for more]: the number of n-grams with that count. */
  private static long[] countsOfCounts(IntColumn counts) {
    long[] kinds = new long[MORE + 1];
    for (long node = 0; node < counts.size(); node++) {
      kinds[(int) Math.min(counts.getLong(node), MORE)]++;
    }
    return kinds;
  }

  /** [count, 3 for more]: the discounts, with 0 for a count of 0. */
  double[] byCount() {
    return new double[] {0, once, twice, more};
  }
}
