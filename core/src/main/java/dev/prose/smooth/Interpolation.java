package dev.prose.smooth;

import dev.prose.column.DoubleColumn;
import dev.prose.column.IntColumn;
import dev.prose.count.NGramCounts;
import dev.prose.model.InterpolatedNGramModel;
import dev.prose.model.NGramTrie;
import java.util.ArrayList;
import java.util.List;

/** Makes models from counts, given what each context leaves to the next shorter one. */
final class Interpolation {
  private Interpolation() {}

  /** What a context leaves to the shorter one. */
  @FunctionalInterface
  interface Rest {
    /**
     * The rest of a context.
     *
     * @param level the context's length, from 0 to the order - 1
     * @param followed what was counted after the context
     * @return the rest, from 0 to 1
     */
    double of(int level, Followed followed);
  }

  /**
   * What was counted after a context.
   *
   * @param total the sum of the counts
   * @param kinds the number of different tokens [0] in all, and of those that count [1] 1, [2] 2,
   *     [3] more
   */
  // Short-lived, and never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Followed(long total, int[] kinds) {
    private static Followed by(NGramTrie trie, IntColumn counts, int level, int context) {
      long total = 0;
      int[] kinds = new int[4];
      int end = trie.end(level, context);
      for (int child = trie.begin(level, context); child < end; child++) {
        long count = counts.getLong(child);
        if (count > 0) {
          total += count;
          kinds[0]++;
          kinds[(int) Math.min(count, 3)]++;
        }
      }
      return new Followed(total, kinds);
    }
  }

  /** A model by discounting: a context's rest is the sum of the discounts of what follows it. */
  static InterpolatedNGramModel discounted(
      NGramCounts counts, List<IntColumn> used, List<Discounts> discounts) {
    if (discounts.size() != counts.order()) {
      throw new IllegalArgumentException(
          "there are discounts for %d lengths, but n-grams of %d"
              .formatted(discounts.size(), counts.order()));
    }
    double[][] byCount = discounts.stream().map(Discounts::byCount).toArray(double[][]::new);
    Rest rest =
        (level, followed) -> {
          double taken = 0;
          for (int kind = 1; kind <= 3; kind++) {
            taken += followed.kinds[kind] * byCount[level][kind];
          }
          return taken / followed.total;
        };
    return model(counts, used, rest, byCount, true);
  }

  /** A model in which what the rest leaves is divided in proportion to the counts. */
  static InterpolatedNGramModel proportional(NGramCounts counts, Rest rest) {
    return proportional(counts, rest, true);
  }

  /** Like {@link #proportional}, but the longest context's rest is divided evenly. */
  static InterpolatedNGramModel proportionalAlone(NGramCounts counts, Rest rest) {
    return proportional(counts, rest, false);
  }

  private static InterpolatedNGramModel proportional(
      NGramCounts counts, Rest rest, boolean nested) {
    List<IntColumn> raw = new ArrayList<>();
    for (int level = 1; level <= counts.order(); level++) {
      raw.add(counts.column(level));
    }
    return model(counts, raw, rest, new double[0][], nested);
  }

  private static InterpolatedNGramModel model(
      NGramCounts counts, List<IntColumn> used, Rest rest, double[][] discounts, boolean nested) {
    NGramTrie trie = counts.trie();
    List<IntColumn> totals = new ArrayList<>();
    List<DoubleColumn> rests = new ArrayList<>();
    double all = 1;
    for (int level = 0; level < trie.order(); level++) {
      IntColumn ofLevel = IntColumn.ofSize(trie.size(level));
      DoubleColumn restOfLevel = DoubleColumn.ofSize(trie.size(level));
      for (int context = 0; context < trie.size(level); context++) {
        Followed followed = Followed.by(trie, used.get(level), level, context);
        // A context that nothing was seen after leaves everything, and its total is never 0.
        long total = Math.max(1, followed.total);
        restOfLevel.set(context, followed.total == 0 ? 1 : rest.of(level, followed));
        if (level == 0) {
          all = total;
        } else {
          ofLevel = ofLevel.plus(context, total);
        }
      }
      rests.add(restOfLevel);
      if (level > 0) {
        totals.add(ofLevel.narrowed());
      }
    }
    return new InterpolatedNGramModel(
        trie,
        counts.separator(),
        new InterpolatedNGramModel.Counting(used, totals, rests, all, discounts, nested));
  }
}
