package dev.prose.smooth;

import dev.prose.model.NGramTrie;

/**
 * Of each n-gram of a level the node of the same without its first token, one level below. Every
 * n-gram that was counted has one: what follows a sequence also follows its end.
 */
final class Suffixes {
  /** Those of level 1: a token's is the empty sequence. */
  static final int[] OF_TOKENS = {};

  private Suffixes() {}

  /**
   * Those of the next level. The children of a node are among those of its own suffix, in the same
   * order.
   *
   * @param level at least 1
   * @param suffixes [node], those of this level
   */
  static int[] ofNext(NGramTrie trie, int level, int[] suffixes) {
    int[] ofNext = new int[trie.size(level + 1)];
    for (int node = 0; node < trie.size(level); node++) {
      int candidate = trie.begin(level - 1, level == 1 ? 0 : suffixes[node]);
      int end = trie.end(level, node);
      for (int child = trie.begin(level, node); child < end; child++) {
        int token = trie.token(level + 1, child);
        while (trie.token(level, candidate) < token) {
          candidate++;
        }
        ofNext[child] = candidate;
      }
    }
    return ofNext;
  }
}
