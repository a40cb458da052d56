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
 * Leaves out the n-grams that occur less often than a minimum. What they had goes to what their
 * context leaves to the shorter one, so that probabilities still add up to 1; nothing else changes.
 *
 * @param minimums [length - 1], how often n-grams of a length must occur to stay, never less than
 *     shorter ones; the last one goes for all longer ones too. All single tokens stay: the first
 *     one is 1
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

  private int minimum(int level) {
    return minimums.get(Math.min(level, minimums.size()) - 1);
  }

  /**
   * The smaller model.
   *
   * @param counts what the model was made of
   * @throws IllegalArgumentException if the model was made of others
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

  /** What each context leaves to the shorter one, now with what the n-grams had that go. */
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
      // All of it, where nothing is left to have a share; else as near to 1 as rounding brings it.
      rests.set(context, filter.keepsChildOf(level, context) ? Math.min(rest, 1) : 1);
    }
    return rests;
  }

  /**
   * What a share is measured by. With discounts it is of all that was counted, as before; without,
   * shares are what the rest leaves, and that must now be shared out among those that stay.
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
          totals.add(context, counting.counts().get(level).get(child));
        }
      }
      if (totals.get(context) == 0) {
        totals.add(context, 1); // nothing is divided by 0
      }
    }
    return totals;
  }
}
