package dev.prose.smooth;

import dev.prose.model.NGramTrie;

/**
 * For each n-gram of a level, the node of its suffix, the n-gram without its first token. Every
 * n-gram that was counted has one: what follows a sequence also follows its suffix.
 */
final class Suffixes {
  /** The suffixes of level 1, which need no numbers: each is the empty sequence. */
  static final int[] OF_TOKENS = {};

  private Suffixes() {}

  /**
   * The suffixes of the next level. A node's children are also children of its suffix, in the same
   * order.
   *
   * @param level at least 1
   * @param suffixes [node], the suffixes of this level
   */
  static int[] ofNext(NGramTrie trie, int level, int[] suffixes) {
    int[] ofNext = new int[trie.size(level + 1)];
    for (int node = 0; node < trie.size(level); node++) {
      int suffix = level == 1 ? 0 : suffixes[node];
      int candidate = trie.begin(level - 1, suffix);
      int candidates = trie.end(level - 1, suffix);
      int end = trie.end(level, node);
      for (int child = trie.begin(level, node); child < end; child++) {
        candidate = next(trie, level, candidate, candidates, trie.token(level + 1, child));
        ofNext[child] = candidate;
      }
    }
    return ofNext;
  }

  /**
   * The node of a token that is among the nodes from {@code candidate} to {@code end}. It is mostly
   * near; but a word that few others follow has a suffix that all words follow, a million perhaps,
   * so the steps towards it double, and the last one is halved.
   */
  private static int next(NGramTrie trie, int level, int candidate, int end, int token) {
    if (trie.token(level, candidate) >= token) {
      return candidate;
    }
    int below = candidate;
    int step = 1;
    while (step < end - below && trie.token(level, below + step) < token) {
      below += step;
      step *= 2;
    }
    int above = (int) Math.min((long) below + step, end - 1);
    while (below + 1 < above) {
      int middle = (below + above) >>> 1;
      if (trie.token(level, middle) < token) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return above;
  }
}
