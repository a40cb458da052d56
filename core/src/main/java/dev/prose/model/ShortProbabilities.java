package dev.prose.model;

/**
 * What an interpolated model says of short n-grams, worked out once: of each the probability of its
 * last token after those before it. All but the two longest lengths are short, a fifth of the
 * n-grams or fewer, and of those that a text is made of they are the beginning of every sum.
 */
final class ShortProbabilities {
  private static final double[][] NONE = {{}};

  private final double[][] probabilities; // [length][node]

  private ShortProbabilities(double[][] probabilities) {
    this.probabilities = probabilities;
  }

  /** None of any length. */
  static ShortProbabilities none() {
    return new ShortProbabilities(NONE);
  }

  /**
   * Those of a model that asks all contexts.
   *
   * @param links complete
   */
  static ShortProbabilities of(InterpolatedNGramModel model, SuffixLinks links) {
    NGramTrie trie = model.trie();
    double[][] probabilities = new double[Math.max(2, trie.order() - 1)][];
    probabilities[0] = new double[] {1.0 / trie.vocabularySize()};
    for (int level = 1; level < probabilities.length; level++) {
      probabilities[level] = new double[trie.size(level)];
      for (int context = 0; context < trie.size(level - 1); context++) {
        int end = trie.end(level - 1, context);
        for (int node = trie.begin(level - 1, context); node < end; node++) {
          double lower = probabilities[level - 1][links.of(level, node)];
          probabilities[level][node] = model.seen(level - 1, context, node, lower);
        }
      }
    }
    return new ShortProbabilities(probabilities);
  }

  /** The longest n-grams' length; 0 if there are none. */
  int longest() {
    return probabilities.length - 1;
  }

  double of(int length, int node) {
    return probabilities[length][node];
  }
}
