package dev.prose.smooth;

import dev.prose.model.NGramTrie;
import java.util.OptionalInt;

/**
 * The n-grams of a level that begin with the separator between sequences. Their nodes are
 * consecutive in the trie; there are none where the text is one sequence.
 *
 * @param from the first node
 * @param to the node after the last
 */
record Beginnings(int from, int to) {
  static Beginnings of(NGramTrie trie, OptionalInt separator, int level) {
    if (separator.isEmpty() || level == 0) {
      return new Beginnings(0, 0);
    }
    int from = separator.getAsInt();
    int to = from + 1;
    for (int above = 1; above < level; above++) {
      from = trie.begin(above, from);
      to = trie.begin(above, to);
    }
    return new Beginnings(from, to);
  }

  boolean contain(int node) {
    return node >= from && node < to;
  }
}
