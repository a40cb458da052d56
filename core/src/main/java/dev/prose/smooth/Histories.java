package dev.prose.smooth;

import dev.prose.column.DoubleColumn;
import dev.prose.count.NGramCounts;
import dev.prose.model.BackoffNGramModel;
import dev.prose.model.NGramTrie;
import java.util.ArrayList;
import java.util.List;

/** How likely each context of a model is to come up: [level][context], 0 to 1. */
final class Histories {
  private Histories() {}

  /** By what the model says of their tokens, one after the other. */
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
   * By how often they occur in a text; what does not is never to come up.
   *
   * @throws IllegalArgumentException if the counts are of another vocabulary, or of shorter n-grams
   *     than contexts
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
    int[] counted = {0}; // [context], its node in the counts' trie
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

  /** Of each node of the next level the node in another trie, given those of this level. */
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
