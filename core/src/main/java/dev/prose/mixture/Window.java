package dev.prose.mixture;

/**
 * Collects what came after one context among the last 256 positions, about as far back as small
 * transformers look. The caller shows it one symbol after another, the latest first.
 */
final class Window {
  /** Number of positions; a power of 2. */
  static final int LENGTH = 256;

  private final int[] counts; // [symbol], 0 before the first one is seen
  private final int[] seen = new int[LENGTH]; // symbols whose count is not 0
  private int size; // of seen

  Window(int vocabularySize) {
    this.counts = new int[vocabularySize];
  }

  void see(int symbol) {
    if (counts[symbol]++ == 0) {
      seen[size++] = symbol;
    }
  }

  /** Adds what was seen to the votes, and forgets it. */
  void tell(Votes votes) {
    for (int i = 0; i < size; i++) {
      votes.add(seen[i], counts[seen[i]]);
      counts[seen[i]] = 0;
    }
    size = 0;
  }
}
