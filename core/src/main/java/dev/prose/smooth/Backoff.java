package dev.prose.smooth;

import dev.prose.column.DoubleColumn;
import dev.prose.model.NGramTrie;
import java.util.List;

/** What a back-off model predicts after the context that another context backs off to. */
final class Backoff {
  // A part smaller than this share of a sum is added up term by term: as a difference from the
  // whole, it would be lost in rounding.
  private static final double ENOUGH = 0.01;

  private final NGramTrie trie;
  private final SuffixLinks links;
  private final List<DoubleColumn> probabilities; // [level - 1][node]
  private final List<DoubleColumn> weights; // [level - 1][node]; longer levels may be filled later

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
   * The probability that is left to the tokens that were not seen after a context.
   *
   * @param mass 1 - the sum of p(w | h) over the tokens that were seen
   * @param lower 1 - the sum, over the same tokens, of their probabilities after the context that h
   *     backs off to
   */
  record Unseen(double mass, double lower) {
    /** The back-off weight with which all probabilities after the context add up to 1. */
    double weight() {
      return lower > 0 ? mass / lower : 1;
    }
  }

  /**
   * The probability of a token after the context that a context backs off to.
   *
   * @param level the context's length in tokens, at least 1
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
   * The probability of all tokens together that were not seen after a context.
   *
   * @param level the context's length in tokens, at least 1
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
   * The sum of all probabilities after a context, which is not 1 in an unnormalised model.
   *
   * @param level the context's length in tokens, at least 1
   * @param lowerSum the sum after the context that it backs off to
   */
  double sum(int level, int context, double lowerSum) {
    double weight = weights.get(level - 1).get(context);
    double lower = weight == 0 ? 0 : lowerOfUnseen(level, context, lowerSum);
    return sumOfSeen(level, context) + weight * lower;
  }

  /** The sum of the probabilities of the tokens that were seen after a context. */
  double sumOfSeen(int level, int context) {
    double sum = 0;
    int end = trie.end(level, context);
    for (int child = trie.begin(level, context); child < end; child++) {
      sum += probabilities.get(level).get(child);
    }
    return sum;
  }

  /**
   * The sum of the probabilities, after the context that it backs off to, of the tokens that were
   * not seen after a context.
   *
   * @param lowerSum the sum over all tokens there
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
