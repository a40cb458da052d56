package dev.prose.neural.transformer;

import java.util.Arrays;

/** Which queries of a window see its keys: a range for each key, whose ends never go back. */
final class Sight {
  /** How many keys are from before the window's first query. */
  final int past;

  final int[] keyFrom; // [key], the first query that sees it
  final int[] keyTo; // [key], behind the last query that sees it
  int queries;
  int keys;

  Sight(int mostQueries, int past) {
    this.past = past;
    this.keyFrom = new int[mostQueries + past];
    this.keyTo = new int[mostQueries + past];
  }

  /**
   * @param first [offset + query], the first place that it sees, where 0 is the first query's own
   */
  void set(int[] first, int offset, int newQueries) {
    queries = newQueries;
    keys = past + newQueries;
    int end = 0;
    for (int key = 0; key < keys; key++) {
      while (end < queries && past + first[offset + end] <= key) {
        end++;
      }
      keyFrom[key] = Math.max(0, key - past);
      keyTo[key] = Math.max(keyFrom[key], end);
    }
  }

  /**
   * Sets the scores of keys to 0 for the queries that do not see them.
   *
   * @param scores [key][query]
   */
  void clearUnseen(float[][] scores) {
    for (int key = 0; key < keys; key++) {
      Arrays.fill(scores[key], 0, keyFrom[key], 0);
      Arrays.fill(scores[key], keyTo[key], queries, 0);
    }
  }
}
