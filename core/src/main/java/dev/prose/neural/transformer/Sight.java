package dev.prose.neural.transformer;

import java.util.Arrays;

/**
 * Which keys the queries of a window see: a range for each, up to its own, whose ends never go
 * back. Tables are as long as the next multiple of 4, because attention works on four rows at once.
 */
final class Sight {
  /** How many keys are from before the window's first query. */
  final int past;

  final int[] keyFrom; // [key], the first query that sees it
  final int[] keyTo; // [key], behind the last query that sees it
  final int[] queryFrom; // [query], the first key that it sees
  final int[] queryTo; // [query], behind the last key that it sees
  int queries;
  int keys;

  Sight(int mostQueries, int past) {
    this.past = past;
    this.keyFrom = new int[padded(mostQueries + past)];
    this.keyTo = new int[padded(mostQueries + past)];
    this.queryFrom = new int[padded(mostQueries)];
    this.queryTo = new int[padded(mostQueries)];
  }

  static int padded(int size) {
    return (size + 3) & -4;
  }

  /**
   * @param first [offset + query], the first place that it sees, where 0 is the first query's own
   */
  void set(int[] first, int offset, int newQueries) {
    queries = newQueries;
    keys = past + newQueries;
    for (int query = 0; query < queries; query++) {
      queryFrom[query] = past + first[offset + query];
      queryTo[query] = past + query + 1;
    }
    Arrays.fill(queryFrom, queries, queryFrom.length, keys);
    Arrays.fill(queryTo, queries, queryTo.length, keys);
    int end = 0;
    for (int key = 0; key < keys; key++) {
      while (end < queries && queryFrom[end] <= key) {
        end++;
      }
      keyFrom[key] = Math.max(0, key - past);
      keyTo[key] = Math.max(keyFrom[key], end);
    }
    Arrays.fill(keyFrom, keys, keyFrom.length, queries);
    Arrays.fill(keyTo, keys, keyTo.length, queries);
  }
}
