package dev.prose.smooth;

import dev.prose.column.IntColumn;
import dev.prose.count.NGramCounts;
import dev.prose.data.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the discounts under which a model of the first part of a text predicts the rest of it best.
 *
 * <p>The probability of a token is linear in the discounts of one length when those of all others
 * are kept, and so its logarithm is concave in them: Newton's method finds their best values. This
 * is done for one length after the other, from the shortest to the longest, over and over until it
 * no longer helps.
 */
public final class DiscountTuning {
  /** The share of a text that is held out. */
  public static final double HELD_OUT = 0.1;

  private static final long MOST_HELD_OUT = 250_000; // tokens
  private static final int MOST_ROUNDS = 10;
  private static final double ENOUGH = 1e-6; // nats a token that a round must bring
  private static final double LEAST = 1e-3; // so that something is left to what was never seen

  private final HeldOut heldOut;
  private final double[][] discounts; // [level - 1][count, 3 for more]

  private DiscountTuning(HeldOut heldOut, List<Discounts> begin) {
    this.heldOut = heldOut;
    this.discounts = begin.stream().map(Discounts::byCount).toArray(double[][]::new);
  }

  /** How many tokens at a text's end are held out. */
  public static long heldOut(Tokens tokens) {
    return Math.min((long) (tokens.size() * HELD_OUT), MOST_HELD_OUT);
  }

  /**
   * The best discounts for held-out tokens. Lengths of which too few n-grams count little keep
   * {@link Discounts#FALLBACK}: three numbers fitted to a few hundred n-grams say nothing of others.
   *
   * @param counts of the text that comes before them
   * @return [length - 1]
   */
  public static List<Discounts> tune(NGramCounts counts, Tokens heldOut) {
    List<IntColumn> adjusted = AdjustedCounts.of(counts);
    List<Discounts> begin = adjusted.stream().map(Discounts::modified).toList();
    if (heldOut.size() < 2) {
      return begin;
    }
    DiscountTuning tuning = new DiscountTuning(HeldOut.of(counts, adjusted, heldOut), begin);
    tuning.run(
        IntStream.rangeClosed(1, counts.order())
            .filter(level -> Discounts.canBeTold(adjusted.get(level - 1)))
            .toArray());
    List<Discounts> best = new ArrayList<>();
    for (double[] d : tuning.discounts) {
      best.add(new Discounts(d[1], d[2], d[3]));
    }
    return best;
  }

  private void run(int... levels) {
    double before = Double.NEGATIVE_INFINITY;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double reached = before;
      for (int level : levels) {
        reached = improve(level);
      }
      if (!(reached - before > ENOUGH)) {
        return;
      }
      before = reached;
    }
  }

  /** One step of Newton's method, halved until it helps; the mean log-likelihood then. */
  private double improve(int level) {
    HeldOut.Slope slope = heldOut.slope(discounts, level);
    double[] here = discounts[level - 1].clone();
    double[] step = slope.newtonStep();
    for (double length = 1; length > 1e-3; length /= 2) {
      for (int j = 1; j <= 3; j++) {
        discounts[level - 1][j] = Math.clamp(here[j] + length * step[j - 1], LEAST, j);
      }
      double reached = heldOut.meanLogLikelihood(discounts);
      if (reached >= slope.value()) {
        return reached;
      }
    }
    discounts[level - 1] = here;
    return slope.value();
  }
}
