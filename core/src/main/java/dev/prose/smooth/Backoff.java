package dev.prose.smooth;

import dev.prose.column.DoubleColumn;
import dev.prose.model.NGramTrie;
import java.util.List;

/** What a back-off model says after a context without its first token. */
final class Backoff {
  // A part of a sum that is smaller than this is added up by itself: as what remains of the whole,
  // it would be lost in rounding.
  private static final double ENOUGH = 0.01;

  private final NGramTrie trie;
  private final SuffixLinks links;
  private final List<DoubleColumn> probabilities; // [level - 1][node]
  private final List<DoubleColumn> weights; // [level - 1][node]; may still be filled above

  Backoff(NGramTrie trie, List<DoubleColumn> probabilities, List<DoubleColumn> weights) {
    this(trie, new SuffixLinks(trie), probabilities, weights);
  }

  Backoff(
      NGramTrie trie,
      SuffixLinks links,
      List<DoubleColumn> probabilities,
      List<DoubleColumn> weights) {
    this.trie = trie;
    this.links = links;
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
    for (int child = begin; child < end; child++) {
      mass -= probabilities.get(level).get(child);
    }
    return new Unseen(Math.max(0, mass), lowerOfUnseen(level, context, 1));
  }

  /**
   * What the model's numbers make all probabilities after a context add up to.
   *
   * @param level the context's, at least 1
   * @param lowerSum the same after the context that it backs off to
   */
  double sum(int level, int context, double lowerSum) {
    double weight = weights.get(level - 1).get(context);
    double lower = weight == 0 ? 0 : lowerOfUnseen(level, context, lowerSum);
    return sumOfSeen(level, context) + weight * lower;
  }

  /** What the tokens that were seen after a context have together. */
  double sumOfSeen(int level, int context) {
    double sum = 0;
    int end = trie.end(level, context);
    for (int child = trie.begin(level, context); child < end; child++) {
      sum += probabilities.get(level).get(child);
    }
    return sum;
  }

  /**
   * What the tokens that were not seen after a context have together after the one that it backs
   * off to.
   *
   * @param lowerSum what all tokens have there
   */
  private double lowerOfUnseen(int level, int context, double lowerSum) {
    int begin = trie.begin(level, context);
    int end = trie.end(level, context);
    double lower = lowerSum;
    for (int child = begin; child < end; child++) {
      lower -= probability(level, context, trie.token(level + 1, child));
    }
    return lower < ENOUGH * lowerSum ? sumOfUnseen(level, context, begin, end) : lower;
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
