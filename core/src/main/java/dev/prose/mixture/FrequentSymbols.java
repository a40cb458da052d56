package dev.prose.mixture;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The symbols whose likelihood may depend on the place in the line: all of a small vocabulary, and
 * of a large one those that follow the most different characters, the first of equals; the others
 * are too rare to learn that from.
 */
final class FrequentSymbols {
  private static final int MOST = 1 << 8;

  private FrequentSymbols() {}

  /** How many there are in a vocabulary of this size. */
  static int count(int vocabularySize) {
    return Math.min(vocabularySize, MOST);
  }

  /**
   * Finds them.
   *
   * @param counts of the chain's shortest context
   * @return the symbols, ascending
   */
  static int[] of(ContextCounts counts, int vocabularySize) {
    int[] times = new int[vocabularySize];
    counts.look(History.NO_CHARACTERS, (symbol, count) -> times[symbol] = count);
    return IntStream.range(0, vocabularySize)
        .boxed()
        .sorted(Comparator.comparingInt(symbol -> -times[symbol]))
        .limit(MOST)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }
}
