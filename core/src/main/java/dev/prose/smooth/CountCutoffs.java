package dev.prose.smooth;

import dev.prose.column.DoubleColumn;
import dev.prose.column.IntColumn;
import dev.prose.count.NGramCounts;
import dev.prose.model.InterpolatedNGramModel;
import dev.prose.model.InterpolatedNGramModel.Counting;
import dev.prose.model.NGramTrie;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes the n-grams that occur less often than a minimum. Their probability goes to what their
 * context leaves to the shorter one, so that probabilities still add up to 1; nothing else changes.
 *
 * @param minimums [length - 1], how often n-grams of a length must occur to stay. The first is 1,
 *     because all single tokens stay; no minimum is below the one before it, and the last is also
 *     that of all longer n-grams
 */
public record CountCutoffs(List<Integer> minimums) {
  /**
   * @throws IllegalArgumentException if the minimums do not begin with 1, or fall
   */
  public CountCutoffs {
    minimums = List.copyOf(minimums);
    boolean begins = !minimums.isEmpty() && minimums.getFirst() == 1;
    if (!begins || !minimums.stream().sorted().toList().equals(minimums)) {
      throw new IllegalArgumentException(
          "minimum counts must begin with 1, for single tokens, and not fall from one length to the next, but are "
              + minimums);
    }
  }

  /** How often n-grams of a length have to occur to stay. */
  public int minimum(int level) {
    return minimums.get(Math.min(level, minimums.size()) - 1);
  }

  /**
   * Removes the rare n-grams of a model.
   *
   * @param counts the counts that the model was made from
   * @return the smaller model, or the same model if nothing is rare
   * @throws IllegalArgumentException if the model was made from other counts
   */
  public InterpolatedNGramModel apply(InterpolatedNGramModel model, NGramCounts counts) {
    NGramTrie trie = model.trie();
    if (trie != counts.trie()) {
      throw new IllegalArgumentException("the model was made of other counts");
    }
    TrieFilter filter = new TrieFilter(trie);
    for (int level = 2; level <= trie.order(); level++) {
      for (int node = 0; node < trie.size(level); node++) {
        if (counts.count(level, node) < minimum(level)) {
          filter.remove(level, node);
        }
      }
    }
    return filter.isActive()
        ? new InterpolatedNGramModel(filter.trie(), model.separator(), counting(model, filter))
        : model;
  }

  private static Counting counting(InterpolatedNGramModel model, TrieFilter filter) {
    Counting counting = model.counting();
    List<IntColumn> counts = new ArrayList<>();
    List<IntColumn> totals = new ArrayList<>();
    List<DoubleColumn> rests = new ArrayList<>();
    rests.add(counting.rests().getFirst());
    for (int level = 1; level <= model.order(); level++) {
      counts.add(filter.filter(level, counting.counts().get(level - 1)));
    }
    for (int level = 1; level < model.order(); level++) {
      totals.add(filter.filter(level, totals(model, filter, level)));
      rests.add(filter.filter(level, rests(model, filter, level)));
    }
    return new Counting(
        counts, totals, rests, counting.total(), counting.discounts(), counting.nested());
  }

  /** What each context leaves to the shorter one, with the shares of the removed n-grams added. */
  private static DoubleColumn rests(InterpolatedNGramModel model, TrieFilter filter, int level) {
    NGramTrie trie = model.trie();
    DoubleColumn rests = DoubleColumn.ofSize(trie.size(level));
    for (int context = 0; context < trie.size(level); context++) {
      double rest = model.rest(level, context);
      int end = trie.end(level, context);
      for (int child = trie.begin(level, context); child < end; child++) {
        if (!filter.keeps(level + 1, child)) {
          rest += model.share(level, context, child);
        }
      }
      // 1 if no child is left; else the sum, which rounding may carry above 1.
      rests.set(context, filter.keepsChildOf(level, context) ? Math.min(rest, 1) : 1);
    }
    return rests;
  }

  /**
   * The denominator of each context's shares. With discounts it is all that was counted, as before.
   * Without, shares divide what the rest leaves in proportion to the counts, now among the n-grams
   * that stay.
   */
  private static IntColumn totals(InterpolatedNGramModel model, TrieFilter filter, int level) {
    Counting counting = model.counting();
    if (counting.discounts().length > 0) {
      return counting.totals().get(level - 1);
    }
    NGramTrie trie = model.trie();
    IntColumn totals = IntColumn.ofSize(trie.size(level));
    for (int context = 0; context < trie.size(level); context++) {
      int end = trie.end(level, context);
      for (int child = trie.begin(level, context); child < end; child++) {
        if (filter.keeps(level + 1, child)) {
          totals = totals.plus(context, counting.counts().get(level).getLong(child));
        }
      }
      if (totals.getLong(context) == 0) {
        totals = totals.plus(context, 1); // avoids a division by 0
      }
    }
    return totals;
  }
}
