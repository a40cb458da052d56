package dev.prose.mixture;

/**
 * What came after one kind of context among the last positions: as far back as small transformers
 * look.
 */
final class Window {
  /** Positions that are looked at. */
  static final int LENGTH = 256;

  private final int[] counts; // [symbol], 0 between two looks
  private final int[] seen =
      new int[LENGTH]; // symbols of one look, in the order in which they came

  Window(int vocabularySize) {
    this.counts = new int[vocabularySize];
  }

  /**
   * Counts what came after a key.
   *
   * @param keys [position]
   * @param symbols [position], what came there
   * @param from the first position, inclusive
   * @param to the last one, exclusive
   */
  void look(long key, long[] keys, int[] symbols, int from, int to, Votes votes) {
    int size = 0;
    for (int i = from; i < to; i++) {
      if (keys[i] == key && counts[symbols[i]]++ == 0) {
        seen[size++] = symbols[i];
      }
    }
    for (int i = 0; i < size; i++) {
      votes.add(seen[i], counts[seen[i]]);
      counts[seen[i]] = 0;
    }
  }
}
