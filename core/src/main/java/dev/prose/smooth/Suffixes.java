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
