package dev.prose.model;

import dev.prose.column.DoubleColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An n-gram model that keeps a probability for each n-gram and a weight for each context: p(w | h)
 * is the kept probability if h w was seen, else weight(h) p(w | h without its first token). ARPA
 * files hold such models, and pruned models are of this form.
 *
 * <p>The numbers need not be consistent. Where another tool's numbers add up to more or less than 1
 * after a context, or give a token a probability above 1, this model uses them unchanged, as that
 * tool does: losses are comparable with the tool's, and can be below 0. Only drawing divides the
 * probabilities by their sum. {@code ContextSums} finds such contexts.
 *
 * <p>Source: Katz, "Estimation of probabilities from sparse data for the language model component
 * of a speech recognizer", 1987.
 */
public final class BackoffNGramModel extends NGramModel {
  private final List<DoubleColumn> probabilities; // [level - 1][node]
  private final List<DoubleColumn> weights; // [level - 1][node], levels 1 to order - 1

  /**
   * @param probabilities [level - 1][node], from 0 to 1
   * @param weights [level - 1][node], levels 1 to order - 1: 0 or more
   * @throws IllegalArgumentException if the sizes do not fit each other
   */
  public BackoffNGramModel(
      NGramTrie trie,
      OptionalInt separator,
      List<DoubleColumn> probabilities,
      List<DoubleColumn> weights) {
    super(trie, separator);
    for (int level = 1; level <= trie.order(); level++) {
      if (probabilities.get(level - 1).size() != trie.size(level)
          || (level < trie.order() && weights.get(level - 1).size() != trie.size(level))) {
        throw new IllegalArgumentException(
            "level %d has %,d n-grams and another number of probabilities or weights"
                .formatted(level, trie.size(level)));
      }
    }
    this.probabilities = List.copyOf(probabilities);
    this.weights = List.copyOf(weights);
  }

  /** The probabilities, [level - 1][node], from 0 to 1. */
  public List<DoubleColumn> probabilities() {
    return probabilities;
  }

  /** The weights, [level - 1][node], levels 1 to order - 1. */
  public List<DoubleColumn> weights() {
    return weights;
  }

  /**
   * The same model with numbers in 5 bytes instead of 8, where they fit; this object if it already
   * is so. With tokens of 1 byte, an n-gram takes 15 bytes, or 6 if it is of the longest length.
   *
   * <p>Each number is rounded to one part in 2^33, except the probabilities of single tokens, which
   * are few and stay exact. A prediction is a product of less than N rounded numbers, so that
   * distributions add up to 1 to within (N - 1) / 2^33: always within 1e-9 up to order 9, and at
   * higher orders too, unless all roundings for a very long context go the same way.
   */
  public BackoffNGramModel narrowed() {
    List<DoubleColumn> narrowProbabilities = new ArrayList<>();
    List<DoubleColumn> narrowWeights = new ArrayList<>();
    for (int level = 1; level <= order(); level++) {
      DoubleColumn ofLevel = probabilities.get(level - 1);
      narrowProbabilities.add(level == 1 ? ofLevel : ofLevel.narrowed());
      if (level < order()) {
        narrowWeights.add(weights.get(level - 1).narrowed());
      }
    }
    boolean same = // the same columns
        narrowProbabilities.equals(probabilities) && narrowWeights.equals(weights);
    return same
        ? this
        : new BackoffNGramModel(trie(), separator(), narrowProbabilities, narrowWeights);
  }

  @Override
  public long parameterCount() {
    return trie().size();
  }

  @Override
  void requireSound() {
    trie().requireSound();
    for (int level = 1; level <= order(); level++) {
      requireWithin(probabilities.get(level - 1), 0, 1, level, "a probability");
      if (level < order()) {
        requireWithin(weights.get(level - 1), 0, Double.MAX_VALUE, level, "a weight");
      }
    }
  }

  @Override
  int shortestContext(int longest) {
    return 0;
  }

  @Override
  OptionalLong count(int level, int node) {
    return OptionalLong.empty();
  }

  @Override
  boolean occurs(int token) {
    return true; // without counts, nothing tells otherwise
  }

  @Override
  double seen(int level, int context, int child, double lower) {
    return probabilities.get(level).get(child);
  }

  // Level 1 has every token, so the empty context needs no weight.
  @Override
  double unseen(int level, int context, double lower) {
    return weights.get(level - 1).get(context) * lower;
  }

  @Override
  void extend(int level, int context, double[] distribution) {
    if (level > 0) {
      double weight = weights.get(level - 1).get(context);
      for (int token = 0; token < distribution.length; token++) {
        distribution[token] *= weight;
      }
    }
    int end = trie().end(level, context);
    for (int child = trie().begin(level, context); child < end; child++) {
      distribution[trie().token(level + 1, child)] = probabilities.get(level).get(child);
    }
  }
}
