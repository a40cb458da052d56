package dev.prose.smooth;

import dev.prose.column.DoubleColumn;
import dev.prose.model.NGramTrie;
import java.util.List;

/** What a back-off model says after a context without its first token. */
final class Backoff {
  // Of 1 - the sum of many numbers, as much remains exact as this is larger than rounding.
  private static final double ENOUGH = 0.01;

  private final NGramTrie trie;
  private final SuffixLinks links;
  private final List<DoubleColumn> probabilities; // [level - 1][node]
  private final List<DoubleColumn> weights; // [level - 1][node]; may still be filled above

  Backoff(NGramTrie trie, List<DoubleColumn> probabilities, List<DoubleColumn> weights) {
    this.trie = trie;
    this.links = new SuffixLinks(trie);
    this.probabilities = probabilities;
    this.weights = weights;
  }

  /**
   * What is left to the tokens that were not seen after a context.
   *
   * @param mass by what was kept for those that were seen: 1 - the sum of p(w | h) over them
   * @param lower the same after the context without its first token
   */
  record Unseen(double mass, double lower) {
    /** The weight with which all of them add up to 1. */
    double weight() {
      return lower > 0 ? mass / lower : 1;
    }
  }

  /**
   * The probability of a token after a context without its first token.
   *
   * @param level the context's, at least 1
   */
  double probability(int level, int context, int token) {
    double factor = 1;
    int above = links.level(level, context);
    int end = links.node(level, context);
    int child = trie.find(above, end, token);
    while (child == NGramTrie.NONE) {
      factor *= weights.get(above - 1).get(end);
      int shorter = links.level(above, end);
      end = links.node(above, end);
      above = shorter;
      child = trie.find(above, end, token);
    }
    return factor * probabilities.get(above).get(child);
  }

  /**
   * What the tokens that were not seen after a context have together.
   *
   * @param level the context's, at least 1
   */
  Unseen unseen(int level, int context) {
    int begin = trie.begin(level, context);
    int end = trie.end(level, context);
    if (end - begin == trie.vocabularySize()) {
      return new Unseen(0, 0);
    }
    double mass = 1;
    double lower = 1;
    for (int child = begin; child < end; child++) {
      mass -= probabilities.get(level).get(child);
      lower -= probability(level, context, trie.token(level + 1, child));
    }
    if (lower < ENOUGH) {
      lower = sumOfUnseen(level, context, begin, end);
    }
    return new Unseen(Math.max(0, mass), lower);
  }

  private double sumOfUnseen(int level, int context, int begin, int end) {
    double sum = 0;
    int child = begin;
    for (int token = 0; token < trie.vocabularySize(); token++) {
      if (child < end && trie.token(level + 1, child) == token) {
        child++;
      } else {
        sum += probability(level, context, token);
      }
    }
    return sum;
  }
}
