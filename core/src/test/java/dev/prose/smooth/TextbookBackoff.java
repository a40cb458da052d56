package dev.prose.smooth;

import dev.prose.model.BackoffNGramModel;
import dev.prose.model.NGramTrie;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A back-off model as maps, and what Stolcke's pruning is by definition: the relative entropy of
 * two whole distributions, without a formula for what changes between them.
 */
final class TextbookBackoff {
  private final int vocabularySize;
  private final Map<List<Integer>, Double> probabilities = new HashMap<>();
  private final Map<List<Integer>, Double> weights = new HashMap<>();

  private TextbookBackoff(int vocabularySize) {
    this.vocabularySize = vocabularySize;
  }

  static TextbookBackoff of(BackoffNGramModel model) {
    TextbookBackoff copy = new TextbookBackoff(model.vocabularySize());
    NGramTrie trie = model.trie();
    for (List<Integer> sequence : RandomTexts.sequences(model.vocabularySize(), model.order())) {
      int level = sequence.size();
      int node = trie.nodeOf(sequence.stream().mapToInt(t -> t).toArray());
      if (level > 0 && node != NGramTrie.NONE) {
        copy.probabilities.put(sequence, model.probabilities().get(level - 1).get(node));
        if (level < model.order()) {
          copy.weights.put(sequence, model.weights().get(level - 1).get(node));
        }
      }
    }
    return copy;
  }

  /** Its n-grams. */
  Set<List<Integer>> nGrams() {
    return probabilities.keySet();
  }

  double probability(List<Integer> context, int token) {
    Double kept = probabilities.get(append(context, token));
    return kept != null
        ? kept
        : weights.getOrDefault(context, 1.0)
            * probability(context.subList(1, context.size()), token);
  }

  /** The model without the n-grams that the threshold is above, and with weights that fit. */
  TextbookBackoff pruned(double threshold, int order) {
    return pruned(threshold, order, this::history);
  }

  /**
   * The same, with given probabilities of contexts.
   *
   * @param history of a context, 0 to 1
   */
  TextbookBackoff pruned(double threshold, int order, ToDoubleFunction<List<Integer>> history) {
    Set<List<Integer>> kept = new HashSet<>(nGrams());
    for (int length = order; length > 1; length--) {
      for (List<Integer> nGram : nGrams()) {
        boolean builtOn =
            kept.stream()
                .anyMatch(
                    k -> k.size() == nGram.size() + 1 && k.subList(0, nGram.size()).equals(nGram));
        if (nGram.size() == length && !builtOn && Math.exp(loss(nGram, history)) - 1 < threshold) {
          kept.remove(nGram);
        }
      }
    }
    return keeping(kept, order);
  }

  private TextbookBackoff keeping(Set<List<Integer>> kept, int order) {
    TextbookBackoff smaller = new TextbookBackoff(vocabularySize);
    kept.forEach(nGram -> smaller.probabilities.put(nGram, probabilities.get(nGram)));
    for (int length = 1; length < order; length++) {
      for (List<Integer> context : kept) {
        if (context.size() == length) {
          smaller.normalize(context);
        }
      }
    }
    return smaller;
  }

  /** Sets a context's weight so that its probabilities add up to 1. */
  private void normalize(List<Integer> context) {
    weights.remove(context);
    double left = 1;
    double lower = 0;
    for (int token = 0; token < vocabularySize; token++) {
      if (probabilities.containsKey(append(context, token))) {
        left -= probability(context, token);
      } else {
        lower += probability(context, token);
      }
    }
    weights.put(context, lower > 0 ? left / lower : 1);
  }

  /** The relative entropy of the model without an n-gram, in nats per token. */
  private double loss(List<Integer> nGram, ToDoubleFunction<List<Integer>> history) {
    List<Integer> context = nGram.subList(0, nGram.size() - 1);
    TextbookBackoff without = new TextbookBackoff(vocabularySize);
    without.probabilities.putAll(probabilities);
    without.weights.putAll(weights);
    without.probabilities.remove(nGram);
    without.normalize(context);
    double divergence =
        IntStream.range(0, vocabularySize)
            .mapToDouble(token -> {
              double p = probability(context, token);
              return p == 0 ? 0 : p * Math.log(p / without.probability(context, token));
            })
            .sum();
    return history.applyAsDouble(context) * divergence;
  }

  private double history(List<Integer> context) {
    double history = 1;
    for (int i = 0; i < context.size(); i++) {
      history *= probability(context.subList(0, i), context.get(i));
    }
    return history;
  }

  private static List<Integer> append(List<Integer> context, int token) {
    return Stream.concat(context.stream(), Stream.of(token)).toList();
  }
}
