package dev.prose.count;

import dev.prose.column.IntColumn;
import dev.prose.model.NGramTrie;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a trie's numbers out into a map of n-grams, to compare with. */
public final class TrieMaps {
  private TrieMaps() {}

  /**
   * Walks all nodes from the empty sequence on.
   *
   * @param numbers [level - 1][node]
   * @return the numbers that are not 0
   */
  public static Map<List<Integer>, Long> of(NGramTrie trie, List<IntColumn> numbers) {
    Map<List<Integer>, Long> map = new HashMap<>();
    walk(trie, numbers, 0, 0, new ArrayList<>(), map);
    return map;
  }

  /** How often each n-gram occurs. */
  public static Map<List<Integer>, Long> of(NGramCounts counts) {
    List<IntColumn> columns = new ArrayList<>();
    for (int level = 1; level <= counts.order(); level++) {
      columns.add(counts.column(level));
    }
    return of(counts.trie(), columns);
  }

  private static void walk(
      NGramTrie trie,
      List<IntColumn> numbers,
      int level,
      int node,
      List<Integer> nGram,
      Map<List<Integer>, Long> map) {
    if (level > 0 && numbers.get(level - 1).getLong(node) != 0) {
      map.put(List.copyOf(nGram), numbers.get(level - 1).getLong(node));
    }
    if (level < trie.order()) {
      for (int child = trie.begin(level, node); child < trie.end(level, node); child++) {
        nGram.add(trie.token(level + 1, child));
        walk(trie, numbers, level + 1, child, nGram, map);
        nGram.removeLast();
      }
    }
  }
}
