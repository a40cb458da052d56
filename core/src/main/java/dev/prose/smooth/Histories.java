package dev.prose.smooth;

import dev.prose.column.DoubleColumn;
import dev.prose.count.NGramCounts;
import dev.prose.model.BackoffNGramModel;
import dev.prose.model.NGramTrie;
import java.util.ArrayList;
import java.util.List;

/** The probability of each context of a model: [level][context], from 0 to 1. */
final class Histories {
  private Histories() {}

  /** The model's own probabilities, by the chain rule. */
  static List<DoubleColumn> chained(BackoffNGramModel model) {
    NGramTrie trie = model.trie();
    DoubleColumn empty = DoubleColumn.ofSize(1);
    empty.set(0, 1);
    List<DoubleColumn> histories = new ArrayList<>(List.of(empty));
    for (int level = 0; level < trie.order() - 1; level++) {
      DoubleColumn longer = DoubleColumn.ofSize(trie.size(level + 1));
      for (int context = 0; context < trie.size(level); context++) {
        double history = histories.get(level).get(context);
        int end = trie.end(level, context);
        for (int child = trie.begin(level, context); child < end; child++) {
          longer.set(child, history * model.probabilities().get(level).get(child));
        }
      }
      histories.add(longer);
    }
    return histories;
  }

  /**
   * Relative frequencies in a text; 0 for contexts that do not occur there.
   *
   * @throws IllegalArgumentException if the counts have another vocabulary, or are of n-grams
   *     shorter than the contexts
   */
  static List<DoubleColumn> counted(NGramTrie trie, NGramCounts counts) {
    if (trie.vocabularySize() != counts.vocabularySize() || trie.order() - 1 > counts.order()) {
      throw new IllegalArgumentException(
          "the model has %,d tokens and the order %d, but the counts %,d and %d"
              .formatted(
                  trie.vocabularySize(), trie.order(), counts.vocabularySize(), counts.order()));
    }
    double total = 0;
    for (int token = 0; token < counts.vocabularySize(); token++) {
      total += counts.count(1, token);
    }
    DoubleColumn empty = DoubleColumn.ofSize(1);
    empty.set(0, 1);
    List<DoubleColumn> histories = new ArrayList<>(List.of(empty));
    int[] counted = {0}; // [context]: its node in the counts' trie
    for (int level = 1; level < trie.order(); level++) {
      counted = countedNext(trie, counts.trie(), level - 1, counted);
      DoubleColumn ofLevel = DoubleColumn.ofSize(trie.size(level));
      for (int context = 0; context < counted.length; context++) {
        if (counted[context] != NGramTrie.NONE) {
          ofLevel.set(context, counts.count(level, counted[context]) / total);
        }
      }
      histories.add(ofLevel);
    }
    return histories;
  }

  /** [node of the next level]: its node in another trie, given the same for this level. */
  private static int[] countedNext(NGramTrie trie, NGramTrie other, int level, int... nodes) {
    int[] next = new int[trie.size(level + 1)];
    for (int node = 0; node < nodes.length; node++) {
      int end = trie.end(level, node);
      for (int child = trie.begin(level, node); child < end; child++) {
        next[child] =
            nodes[node] == NGramTrie.NONE
                ? NGramTrie.NONE
                : other.find(level, nodes[node], trie.token(level + 1, child));
      }
    }
    return next;
  }
}
