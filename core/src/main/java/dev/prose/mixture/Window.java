package dev.prose.mixture;

/**
 * What came after one context among the last positions: as far back as small transformers look.
 * Whoever uses it shows it one symbol after the other, the last one first.
 */
final class Window {
  /** Positions that are looked at; a power of 2. */
  static final int LENGTH = 256;

  private final int[] counts; // [symbol], 0 before the first one is seen
  private final int[] seen = new int[LENGTH]; // the symbols whose count is not 0
  private int size; // of seen

  Window(int vocabularySize) {
    this.counts = new int[vocabularySize];
  }

  void see(int symbol) {
    if (counts[symbol]++ == 0) {
      seen[size++] = symbol;
    }
  }

  /** Tells what was seen, and forgets it. */
  void tell(Votes votes) {
    for (int i = 0; i < size; i++) {
      votes.add(seen[i], counts[seen[i]]);
      counts[seen[i]] = 0;
    }
    size = 0;
  }
}
