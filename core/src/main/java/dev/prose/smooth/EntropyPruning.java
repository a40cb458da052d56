package dev.prose.smooth;

import dev.prose.column.DoubleColumn;
import dev.prose.model.BackoffNGramModel;
import dev.prose.model.NGramTrie;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out the n-grams that a model hardly needs: those without which its perplexity would grow
 * by a smaller part than a threshold. The weights of all contexts are computed anew, so that after
 * each of them probabilities add up to 1.
 *
 * <p>Each n-gram is judged alone, by the relative entropy between the model and the model without
 * it, and the longest ones first; one that a longer one is built on stays. How often its history
 * comes up is what the model itself says, by the chain rule. Where the model is Kneser and Ney's,
 * that is less exact than it could be, as shorter n-grams are smoothed for what longer ones leave:
 * {@link CountCutoffs} may then cost less for the same size.
 *
 * <p>Source: Stolcke, "Entropy-based pruning of backoff language models", 1998, section 3.
 *
 * @param threshold by what part perplexity may grow for one n-gram, 0 or more: 1e-8 for little,
 *     1e-5 for much; 0 changes nothing
 */
public record EntropyPruning(double threshold) {
  /**
   * @throws IllegalArgumentException if the threshold is negative or no number
   */
  public EntropyPruning {
    if (!(threshold >= 0 && threshold < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the threshold must be 0 or more, but is " + threshold);
    }
  }

  /** The smaller model, or the same one where nothing can go. */
  public BackoffNGramModel prune(BackoffNGramModel model) {
    NGramTrie trie = model.trie();
    List<DoubleColumn> histories = histories(model);
    Backoff backoff = new Backoff(trie, model.probabilities(), model.weights());
    TrieFilter filter = new TrieFilter(trie);
    for (int level = trie.order() - 1; level > 0; level--) {
      for (int context = 0; context < trie.size(level); context++) {
        judge(model, backoff, level, context, histories.get(level).get(context), filter);
      }
    }
    return filter.isActive() ? filtered(model, filter) : model;
  }

  /** [level][context], how likely a context is to come up. */
  private static List<DoubleColumn> histories(BackoffNGramModel model) {
    NGramTrie trie = model.trie();
    List<DoubleColumn> histories = new ArrayList<>();
    DoubleColumn empty = DoubleColumn.ofSize(1);
    empty.set(0, 1);
    histories.add(empty);
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

  private void judge(
      BackoffNGramModel model,
      Backoff backoff,
      int level,
      int context,
      double history,
      TrieFilter filter) {
    NGramTrie trie = model.trie();
    Backoff.Unseen unseen = backoff.unseen(level, context);
    int end = trie.end(level, context);
    for (int child = trie.begin(level, context); child < end; child++) {
      if (!filter.keepsChildOf(level + 1, child)) {
        double probability = model.probabilities().get(level).get(child);
        double lower = backoff.probability(level, context, trie.token(level + 1, child));
        double entropy = history * relativeEntropy(probability, lower, unseen);
        if (Math.expm1(entropy) < threshold) {
          filter.remove(level + 1, child);
        }
      }
    }
  }

  /**
   * The relative entropy, in nats, between what a model says after a context and what it would say
   * if one token's probability were not kept there (equation 5, without the history's).
   *
   * @param probability of the token there, as it was kept
   * @param lower of the token after the context without its first token
   */
  private static double relativeEntropy(double probability, double lower, Backoff.Unseen unseen) {
    double weight =
        new Backoff.Unseen(unseen.mass() + probability, unseen.lower() + lower).weight();
    double entropy = 0;
    if (probability > 0) {
      entropy += probability * Math.log(probability / (weight * lower));
    }
    if (unseen.mass() > 0) {
      entropy += unseen.mass() * Math.log(unseen.weight() / weight);
    }
    return Math.max(0, entropy); // it is no less, but for rounding
  }

  private static BackoffNGramModel filtered(BackoffNGramModel model, TrieFilter filter) {
    NGramTrie trie = filter.trie();
    List<DoubleColumn> probabilities = new ArrayList<>();
    List<DoubleColumn> weights = new ArrayList<>();
    for (int level = 1; level <= trie.order(); level++) {
      probabilities.add(filter.filter(level, model.probabilities().get(level - 1)));
      if (level < trie.order()) {
        weights.add(DoubleColumn.ofSize(trie.size(level)));
      }
    }
    Backoff backoff = new Backoff(trie, probabilities, weights);
    for (int level = 1; level < trie.order(); level++) {
      for (int context = 0; context < trie.size(level); context++) {
        weights.get(level - 1).set(context, backoff.unseen(level, context).weight());
      }
    }
    return new BackoffNGramModel(trie, model.separator(), probabilities, weights);
  }
}
