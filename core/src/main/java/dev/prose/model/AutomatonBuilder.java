package dev.prose.model;

import static dev.prose.model.NGramAutomaton.ROOT;

/**
 * Builds an automaton from a model, from shorter contexts to longer ones: a context's predictions
 * build on those of shorter contexts, whose states are already complete.
 */
final class AutomatonBuilder {
  private static final int NO_STATE = -1;

  private final NGramModel model;
  private final NGramTrie trie;
  private final int separator;
  private final int[][] places; // [level][node], the context's state
  private final AutomatonTable states; // with probabilities until all are complete
  private int[] failures; // [node of one level]: the state of the longest shorter context

  /**
   * @throws IllegalArgumentException if the automaton would be too large
   */
  AutomatonBuilder(NGramModel model) {
    this.model = model;
    this.trie = model.trie();
    this.separator = model.separator().orElse(NGramTrie.NONE);
    this.places = new int[trie.order()][];
    this.states = new AutomatonTable(trie.vocabularySize(), place());
    this.failures = new int[trie.vocabularySize()]; // all ROOT
  }

  /** Gives each state its place, and returns the size of all states together. */
  private long place() {
    long size = 0;
    for (int level = 0; level < places.length; level++) {
      places[level] = new int[trie.size(level)];
      for (int node = 0; node < places[level].length; node++) {
        int children = trie.end(level, node) - trie.begin(level, node);
        // Without children and with weight 1, it predicts what the shorter context predicts.
        boolean needed = children > 0 || weight(level, node) != 1;
        places[level][node] = needed ? (int) size : NO_STATE;
        size += needed ? AutomatonTable.places(trie.vocabularySize(), children) : 0;
      }
    }
    return size;
  }

  /** The factor of what a context leaves to the shorter one. */
  private double weight(int level, int context) {
    return level == 0 ? 1 : model.unseen(level, context, 1);
  }

  NGramAutomaton build() {
    fillRoot();
    for (int level = 1; level < places.length; level++) {
      int[] ofNextLevel = new int[level + 1 < places.length ? trie.size(level + 1) : 0];
      for (int context = 0; context < places[level].length; context++) {
        if (places[level][context] != NO_STATE) {
          fill(level, context, ofNextLevel);
        }
      }
      failures = ofNextLevel;
    }
    states.takeLogarithms();
    int start = separator == NGramTrie.NONE ? ROOT : afterSeparator();
    return new NGramAutomaton(model.vocabularySize(), model.parameterCount(), start, states);
  }

  private void fillRoot() {
    int tokens = trie.vocabularySize();
    states.putState(ROOT, tokens, ROOT, 1);
    for (int token = 0; token < tokens; token++) {
      double probability = model.seen(0, 0, token, 1.0 / tokens);
      states.put(ROOT, token, token, next(1, token, ROOT), probability);
    }
  }

  /**
   * Fills a context's state.
   *
   * @param childFailures [child], overwritten; empty where children are too long for contexts
   */
  private void fill(int level, int context, int[] childFailures) {
    int state = places[level][context];
    int begin = trie.begin(level, context);
    int count = trie.end(level, context) - begin;
    states.putState(state, count, failures[context], weight(level, context));
    for (int i = 0; i < count; i++) {
      int child = begin + i;
      int token = trie.token(level + 1, child);
      double left = 1;
      int shorter = failures[context];
      int transition = states.find(shorter, token);
      while (transition == AutomatonTable.NONE) {
        left *= states.failureWeight(shorter);
        shorter = states.failure(shorter);
        transition = states.find(shorter, token);
      }
      int failure = states.next(shorter, transition);
      if (childFailures.length > 0) {
        childFailures[child] = failure;
      }
      double lower = left * states.weight(shorter, transition);
      int next = next(level + 1, child, failure);
      states.put(state, i, token, next, model.seen(level, context, child, lower));
    }
  }

  /** The state after an n-gram: its own, or that of the longest shorter context. */
  private int next(int level, int node, int failure) {
    return separator != NGramTrie.NONE && trie.token(level, node) == separator
        ? afterSeparator()
        : stateOr(level, node, failure);
  }

  /** The state after a separator: nothing before it counts. */
  private int afterSeparator() {
    return stateOr(1, separator, ROOT);
  }

  private int stateOr(int level, int node, int otherwise) {
    boolean isContext = level < places.length && places[level][node] != NO_STATE;
    return isContext ? places[level][node] : otherwise;
  }
}
