package dev.prose.mixture;

/** Takes symbols, and how often each was seen. */
@FunctionalInterface
interface SymbolCounts {
  /**
   * Takes one.
   *
   * @param count at least 1
   */
  void add(int symbol, int count);
}
