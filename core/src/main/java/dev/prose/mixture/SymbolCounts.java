package dev.prose.mixture;

/** Takes symbols with their counts. */
@FunctionalInterface
interface SymbolCounts {
  /**
   * Takes one symbol.
   *
   * @param count at least 1
   */
  void add(int symbol, int count);
}
