package dev.prose.smooth;

import dev.prose.model.NGramTrie;
import java.util.Arrays;

/**
 * For each context in a trie, the longest proper suffix of it that is also in the trie: where a
 * model goes when it backs off. In a pruned trie this may be shorter than the context without its
 * first token; in an unpruned one {@link Suffixes} are enough.
 */
final class SuffixLinks {
  private final byte[][] levels; // [level][node], the link's level
  private final int[][] nodes; // [level][node], the link's node

  SuffixLinks(NGramTrie trie) {
    levels = new byte[trie.order()][];
    nodes = new int[trie.order()][];
    Arrays.setAll(levels, level -> new byte[trie.size(level)]);
    Arrays.setAll(nodes, level -> new int[trie.size(level)]);
    for (int level = 1; level < trie.order() - 1; level++) {
      for (int node = 0; node < trie.size(level); node++) {
        int end = trie.end(level, node);
        for (int child = trie.begin(level, node); child < end; child++) {
          link(trie, level, node, child);
        }
      }
    }
  }

  private void link(NGramTrie trie, int level, int node, int child) {
    int token = trie.token(level + 1, child);
    int above = level;
    int end = node;
    int found = NGramTrie.NONE;
    // The empty context is followed by every token, so the loop ends there at the latest.
    while (found == NGramTrie.NONE) {
      int shorter = level(above, end);
      end = node(above, end);
      above = shorter;
      found = trie.find(above, end, token);
    }
    levels[level + 1][child] = (byte) (above + 1);
    nodes[level + 1][child] = found;
  }

  /** The link's level, 0 to one below the context's. */
  int level(int level, int context) {
    return levels[level][context];
  }

  /** The link's node on that level. */
  int node(int level, int context) {
    return nodes[level][context];
  }
}
