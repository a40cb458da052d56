package dev.prose.smooth;

import dev.prose.column.IntColumn;
import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the discounts under which a model of the first part of a text predicts the rest of it best.
 *
 * <p>The probability of a token is linear in the discounts of one length while those of all others
 * are fixed, and so its logarithm is concave in them, and Newton's method finds their best values.
 * This is done for one length after another, from the shortest to the longest, in rounds, until a
 * round no longer helps.
 */
public final class DiscountTuning {
  private static final int MOST_ROUNDS = 10;
  private static final double ENOUGH = 2e-4; // nats per token that a round must gain
  private static final double LEAST = 1e-3; // so that something is left for what was never seen

  private final HeldOut heldOut;
  private final double[][] discounts; // [level - 1][count, 3 for more]

  private DiscountTuning(HeldOut heldOut, List<Discounts> begin) {
    this.heldOut = heldOut;
    this.discounts = begin.stream().map(Discounts::byCount).toArray(double[][]::new);
  }

  /**
   * The best discounts for held-out tokens. A length with fewer than 1,000 n-grams that count one
   * to four times keeps the discounts of {@link KneserNey#ESTIMATED}: three numbers fitted to a few
   * hundred n-grams say nothing about others.
   *
   * @return [length - 1]; empty if there is no such length, or fewer than 2 tokens are held out
   */
  public static Optional<List<Discounts>> tune(Holdout holdout) {
    NGramCounts counts = holdout.counts();
    Tokens heldOut = holdout.end();
    List<IntColumn> adjusted = AdjustedCounts.of(counts);
    List<Discounts> begin = adjusted.stream().map(Discounts::modified).toList();
    boolean[] tuned = new boolean[counts.order()];
    boolean any = false;
    for (int level = 1; level <= counts.order(); level++) {
      tuned[level - 1] = Discounts.canBeFitted(adjusted.get(level - 1));
      any |= tuned[level - 1];
    }
    if (heldOut.size() < 2 || !any) {
      return Optional.empty();
    }
    DiscountTuning tuning =
        new DiscountTuning(new HeldOutReader(counts, adjusted).read(heldOut), begin);
    tuning.run(tuned);
    List<Discounts> best = new ArrayList<>();
    for (double[] d : tuning.discounts) {
      best.add(new Discounts(d[1], d[2], d[3]));
    }
    return Optional.of(best);
  }

  /**
   * @param tuned [level - 1]
   */
  private void run(boolean[] tuned) {
    double reached = Double.NEGATIVE_INFINITY;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double[][] before = Arrays.stream(discounts).map(double[]::clone).toArray(double[][]::new);
      heldOut.begin(discounts);
      for (int context = 0; context < discounts.length; context++) {
        if (tuned[context] && round > 0) {
          improve(context);
        }
        heldOut.extend(discounts[context], context);
      }
      double now = heldOut.meanLogLikelihood();
      if (now < reached) {
        System.arraycopy(before, 0, discounts, 0, before.length);
      }
      if (now - reached < ENOUGH) {
        return;
      }
      reached = now;
    }
  }

  private void improve(int context) {
    HeldOut.Slope slope = heldOut.slope(discounts[context], context);
    discounts[context] = slope.highest(discounts[context], LEAST);
  }
}
