package dev.prose.smooth;

import dev.prose.column.DoubleColumn;
import dev.prose.column.IntColumn;
import dev.prose.count.NGramCounts;
import dev.prose.model.BackoffNGramModel;
import dev.prose.model.NGramScores;
import dev.prose.model.NGramTrie;
import java.util.ArrayList;
import java.util.List;

/**
 * Stupid backoff: a token's relative frequency after the longest context that it was seen after,
 * times a factor for every token that had to be left out of the context. These scores rank tokens;
 * they do not add up to 1.
 *
 * <p>Source: Brants, Popat, Xu, Och and Dean, "Large language models in machine translation", 2007.
 *
 * @param factor the factor per token left out, above 0 and below 1
 */
public record StupidBackoff(double factor) {
  /** With the paper's factor, 0.4. */
  public static final StupidBackoff DEFAULT = new StupidBackoff(0.4);

  /**
   * @throws IllegalArgumentException if the factor is out of its range
   */
  public StupidBackoff {
    if (!(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException(
          "the factor must be above 0 and below 1, but is " + factor);
    }
  }

  /** Makes scores from counts. */
  public NGramScores fit(NGramCounts counts) {
    NGramTrie trie = counts.trie();
    List<DoubleColumn> frequencies = new ArrayList<>();
    List<DoubleColumn> factors = new ArrayList<>();
    for (int level = 0; level < trie.order(); level++) {
      IntColumn ofChildren = counts.column(level + 1);
      DoubleColumn frequency = DoubleColumn.ofSize(trie.size(level + 1));
      DoubleColumn weight = DoubleColumn.ofSize(trie.size(level));
      for (int context = 0; context < trie.size(level); context++) {
        long total = 0;
        int begin = trie.begin(level, context);
        int end = trie.end(level, context);
        for (int child = begin; child < end; child++) {
          total += ofChildren.getLong(child);
        }
        for (int child = begin; child < end; child++) {
          frequency.set(child, total == 0 ? 0 : (double) ofChildren.getLong(child) / total);
        }
        weight.set(context, factor);
      }
      frequencies.add(frequency);
      if (level > 0) {
        factors.add(weight);
      }
    }
    return new NGramScores(
        new BackoffNGramModel(trie, counts.separator(), frequencies, factors).narrowed());
  }
}
