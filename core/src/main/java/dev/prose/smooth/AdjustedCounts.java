package dev.prose.smooth;

import dev.prose.column.IntColumn;
import dev.prose.count.NGramCounts;
import dev.prose.model.NGramTrie;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Kneser and Ney's counts. An n-gram of the longest length has the number of its occurrences; a
 * shorter one has its continuation count, the number of different tokens that it follows. A model
 * uses shorter n-grams only where longer ones were not seen, and there it matters in how many
 * contexts something occurs, and not how often.
 *
 * <p>At the start of a text an n-gram follows nothing, which counts as one more token. An n-gram
 * that begins with the separator between sequences never follows anything, and has the number of
 * its occurrences.
 *
 * <p>Source: Chen and Goodman, "An empirical study of smoothing techniques for language modeling",
 * 1998, section 2.7.
 */
final class AdjustedCounts {
  private AdjustedCounts() {}

  /** The adjusted counts, [level - 1][node]. */
  static List<IntColumn> of(NGramCounts counts) {
    NGramTrie trie = counts.trie();
    List<IntColumn> adjusted = new ArrayList<>();
    int[] suffixes = Suffixes.OF_TOKENS;
    for (int level = 1; level < trie.order(); level++) {
      IntColumn continuations = IntColumn.ofSize(trie.size(level));
      suffixes = Suffixes.ofNext(trie, level, suffixes);
      for (int node = 0; node < suffixes.length; node++) {
        if (counts.count(level + 1, node) > 0) {
          continuations = continuations.plus(suffixes[node], 1);
        }
      }
      continuations = countBeginnings(counts, level, continuations);
      adjusted.add(continuations.narrowed());
    }
    adjusted.add(counts.column(trie.order()));
    return adjusted;
  }

  private static IntColumn countBeginnings(NGramCounts counts, int level, IntColumn continuations) {
    IntColumn all = continuations;
    NGramTrie trie = counts.trie();
    if (counts.separator().isEmpty()) {
      int[] beginning = counts.beginning();
      if (beginning.length >= level) {
        all = all.plus(trie.nodeOf(Arrays.copyOf(beginning, level)), 1);
      }
    } else if (level > 1) {
      Beginnings beginnings = Beginnings.of(counts.trie(), counts.separator(), level);
      for (int node = beginnings.from(); node < beginnings.to(); node++) {
        all = all.plus(node, counts.count(level, node));
      }
    }
    return all;
  }
}
