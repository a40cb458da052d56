package dev.prose.model;

import dev.prose.column.DoubleColumn;
import dev.prose.column.IntColumn;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An n-gram model that keeps counts, and at every length mixes them with the prediction of the
 * shorter context: p(w | h) = share(h w) + rest(h) p(w | h without its first token), where the
 * shares of a context and its rest add up to 1. If it is not nested, it uses only the longest
 * context that the order and the sequence allow, and divides that one's rest evenly among all
 * tokens.
 *
 * <p>The share of an n-gram with count c after a context with total T is (c - D) / T with a {@link
 * Counting#discounts discount} D that depends on c, or without discounts, (1 - rest) c / T. Shares
 * are computed when needed, in double precision, from counts of 1, 2, 4 or 8 bytes.
 */
public final class InterpolatedNGramModel extends NGramModel {
  private final Counting counting;
  private final IntColumn[] counts; // [level][node]
  private final IntColumn[] totals; // [level][node], from level 1 on
  private final DoubleColumn[] rests; // [level][node]
  private final double[][] discounts; // [level][count, 3 for more]; of the n-grams of that length
  private final boolean discounted;

  /**
   * What an estimator derives from counts.
   *
   * @param counts [level - 1][node], the count of each n-gram; below the longest length not always
   *     its number of occurrences
   * @param totals [level - 1][node], levels 1 to order - 1: the sum of the children's counts
   * @param rests [level][node], levels 0 to order - 1: what is left to the shorter context, from 0
   *     to 1
   * @param total the sum of the counts on level 1
   * @param discounts [level - 1][count, 3 for more], the discounts of n-grams of that length; empty
   *     for an estimator without discounts
   * @param nested whether shorter contexts are used too, or only the longest
   */
  // Never compared.
  @SuppressWarnings("ArrayRecordComponent")
  public record Counting(
      List<IntColumn> counts,
      List<IntColumn> totals,
      List<DoubleColumn> rests,
      double total,
      double[][] discounts,
      boolean nested) {}

  /**
   * @throws IllegalArgumentException if the sizes do not fit each other
   */
  public InterpolatedNGramModel(NGramTrie trie, OptionalInt separator, Counting counting) {
    super(trie, separator);
    int order = trie.order();
    this.counting = counting;
    this.discounted = counting.discounts.length > 0;
    this.counts = new IntColumn[order + 1];
    this.totals = new IntColumn[order];
    this.rests = new DoubleColumn[order];
    this.discounts = new double[order + 1][];
    for (int level = 0; level <= order; level++) {
      if (level > 0) {
        counts[level] = counting.counts.get(level - 1);
        discounts[level] = discounted ? counting.discounts[level - 1] : new double[4];
        requireSize(level, counts[level].size());
      }
      if (level > 0 && level < order) {
        totals[level] = counting.totals.get(level - 1);
        requireSize(level, totals[level].size());
      }
      if (level < order) {
        rests[level] = counting.rests.get(level);
        requireSize(level, rests[level].size());
      }
    }
  }

  private void requireSize(int level, long size) {
    if (size != trie().size(level)) {
      throw new IllegalArgumentException(
          "level %d has %,d n-grams, but %,d numbers for them"
              .formatted(level, trie().size(level), size));
    }
  }

  /** What the model is made of. */
  public Counting counting() {
    return counting;
  }

  @Override
  public long parameterCount() {
    return trie().size();
  }

  @Override
  void requireSound() {
    trie().requireSound();
    for (int level = 0; level < order(); level++) {
      requireWithin(rests[level], 0, 1, level, "a rest");
      double total = level == 0 ? counting.total : totals[level].smallest();
      require(total >= 1, level, "a total of " + total);
      long count = counts[level + 1].smallest();
      require(count >= 0, level + 1, "a count of " + count);
      for (int kind = 1; kind <= 3; kind++) {
        double discount = discounts[level + 1][kind];
        require(discount >= 0 && discount <= kind, level + 1, "a discount of " + discount);
      }
    }
  }

  @Override
  int shortestContext(int longest) {
    return counting.nested ? 0 : longest;
  }

  @Override
  OptionalLong count(int level, int node) {
    return OptionalLong.of(counts[level].getLong(node));
  }

  @Override
  boolean occurs(int token) {
    return counts[1].getLong(token) > 0;
  }

  private double total(int level, int context) {
    return level == 0 ? counting.total : totals[level].getLong(context);
  }

  /**
   * What a context leaves to the one without its first token: everything, if nothing was seen after
   * it.
   *
   * @param level the context's length, from 0 to the order - 1
   * @param context the context's node
   * @return the rest, from 0 to 1
   */
  public double rest(int level, int context) {
    return rests[level].get(context);
  }

  // The share per count: 1 / T with discounts, else (1 - rest) / T.
  private double worth(int level, int context) {
    double total = total(level, context);
    return discounted ? 1 / total : (1 - rest(level, context)) / total;
  }

  private double discountedCount(int level, int node) {
    long count = counts[level].getLong(node);
    return count - discounts[level][(int) Math.min(count, 3)];
  }

  /**
   * The token whose share contains a number, when the shares after a context are laid end to end.
   *
   * @param share from 0 to 1 - rest
   */
  int draw(int level, int context, double share) {
    double left = share / worth(level, context); // in discounted counts
    int last = trie().end(level, context) - 1;
    int child = trie().begin(level, context);
    while (child < last) {
      left -= discountedCount(level + 1, child);
      if (left < 0) {
        break;
      }
      child++;
    }
    return trie().token(level + 1, child);
  }

  /**
   * The share of an n-gram: its probability without what the shorter context adds.
   *
   * @param level the context's length
   * @param context the context's node
   * @param child the n-gram's node on the next level
   * @return the share, from 0 to 1
   */
  public double share(int level, int context, int child) {
    return discountedCount(level + 1, child) * worth(level, context);
  }

  @Override
  double seen(int level, int context, int child, double lower) {
    return share(level, context, child) + rest(level, context) * lower;
  }

  @Override
  double unseen(int level, int context, double lower) {
    return rest(level, context) * lower;
  }

  @Override
  void extend(int level, int context, double[] distribution) {
    double rest = rest(level, context);
    for (int token = 0; token < distribution.length; token++) {
      distribution[token] *= rest;
    }
    double worth = worth(level, context);
    int end = trie().end(level, context);
    for (int child = trie().begin(level, context); child < end; child++) {
      distribution[trie().token(level + 1, child)] += discountedCount(level + 1, child) * worth;
    }
  }
}
