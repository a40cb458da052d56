package dev.prose.smooth;

import dev.prose.column.DoubleColumn;
import dev.prose.column.IntAppender;
import dev.prose.column.IntColumn;
import dev.prose.column.LongAppender;
import dev.prose.model.NGramTrie;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Removes n-grams from a trie and from the columns that go with it. Single tokens stay, and an
 * n-gram may be removed only together with all n-grams that begin with it.
 */
final class TrieFilter {
  private final NGramTrie trie;
  private final BitSet[] removed; // [level][node]

  TrieFilter(NGramTrie trie) {
    this.trie = trie;
    this.removed = new BitSet[trie.order() + 1];
    Arrays.setAll(removed, level -> new BitSet());
  }

  /** Marks an n-gram of at least two tokens as removed. */
  void remove(int level, int node) {
    removed[level].set(node);
  }

  /** Whether anything was removed. */
  boolean isActive() {
    return Arrays.stream(removed).anyMatch(level -> !level.isEmpty());
  }

  boolean keeps(int level, int node) {
    return !removed[level].get(node);
  }

  /** Whether an n-gram is kept that is this one and one more token. */
  boolean keepsChildOf(int level, int node) {
    return level < trie.order()
        && removed[level + 1].nextClearBit(trie.begin(level, node)) < trie.end(level, node);
  }

  /** The trie of the n-grams that are kept. */
  NGramTrie trie() {
    List<IntColumn> tokens = new ArrayList<>();
    List<IntColumn> first = new ArrayList<>();
    for (int level = 1; level < trie.order(); level++) {
      tokens.add(filter(level + 1, trie.tokens().get(level - 1)));
      IntAppender begins = new IntAppender();
      int begin = 0;
      for (int node = 0; node < trie.size(level); node++) {
        if (keeps(level, node)) {
          begins.add(begin);
          int from = trie.begin(level, node);
          int to = trie.end(level, node);
          begin += to - from - removed[level + 1].get(from, to).cardinality();
        }
      }
      begins.add(begin);
      first.add(begins.toColumn(Integer.BYTES));
    }
    return new NGramTrie(trie.vocabularySize(), tokens, first);
  }

  /** The column of a level, with only the n-grams that are kept. */
  IntColumn filter(int level, IntColumn column) {
    LongAppender left = new LongAppender();
    for (int node = 0; node < column.size(); node++) {
      if (keeps(level, node)) {
        left.add(column.getLong(node));
      }
    }
    return left.toColumn(column.width());
  }

  /** The column of a level, with only the n-grams that are kept. */
  DoubleColumn filter(int level, DoubleColumn column) {
    DoubleColumn left =
        DoubleColumn.ofSize(Math.toIntExact(column.size() - removed[level].cardinality()));
    int place = 0;
    for (int node = 0; node < column.size(); node++) {
      if (keeps(level, node)) {
        left.set(place++, column.get(node));
      }
    }
    return left;
  }
}
