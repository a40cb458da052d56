package dev.prose.model;

import dev.prose.column.IntColumn;

/**
 * Of each n-gram the one without its first token. Where the longest n-gram that ends in a token was
 * found, all shorter ones are found with it, so that walking on takes one search or two and not N.
 *
 * <p>The longest n-grams have none: they are most of all, and each has only two bytes or three
 * otherwise. What single tokens are without the first is known.
 */
final class SuffixLinks {
  private static final int SHORTEST = 3;

  // 4 bytes each; what is larger than this is mapped so that it need not fit the memory.
  private static final int MOST = 1 << 23;

  private final NGramTrie trie;
  private final IntColumn[] links; // [level][node], levels 3 to order - 1; nodes of the level below
  private boolean complete = true;

  private SuffixLinks(NGramTrie trie, int levels) {
    this.trie = trie;
    this.links = new IntColumn[levels];
  }

  /** Those of a trie, if there is room for them. */
  static SuffixLinks of(NGramTrie trie) {
    if (trie.size() > MOST) {
      return none(trie);
    }
    SuffixLinks links = new SuffixLinks(trie, Math.max(SHORTEST, trie.order()));
    for (int level = SHORTEST; level < trie.order(); level++) {
      int[] found = new int[trie.size(level)];
      for (int context = 0; context < trie.size(level - 1); context++) {
        links.find(level - 1, context, found);
      }
      links.links[level] = IntColumn.of(found);
    }
    return links;
  }

  /** None of three tokens or more. */
  static SuffixLinks none(NGramTrie trie) {
    SuffixLinks none = new SuffixLinks(trie, SHORTEST);
    none.complete = trie.order() <= SHORTEST;
    return none;
  }

  private void find(int level, int context, int[] found) {
    int shorter = of(level, context);
    int end = trie.end(level, context);
    for (int child = trie.begin(level, context); child < end; child++) {
      int link =
          shorter == NGramTrie.NONE
              ? NGramTrie.NONE
              : trie.find(level - 1, shorter, trie.token(level + 1, child));
      found[child] = link;
      complete &= link != NGramTrie.NONE;
    }
  }

  /** Whether there is one for every n-gram but the longest and the single tokens. */
  boolean complete() {
    return complete;
  }

  /**
   * The node of an n-gram without its first token.
   *
   * @param level the n-gram's length, at least 1
   * @return on the level below, or {@link NGramTrie#NONE} if it is not known or not there: a pruned
   *     trie can have an n-gram without having what it ends in
   */
  int of(int level, int node) {
    if (level < SHORTEST) {
      return level == 1 ? 0 : trie.token(level, node);
    }
    return level < links.length ? links[level].get(node) : NGramTrie.NONE;
  }
}
