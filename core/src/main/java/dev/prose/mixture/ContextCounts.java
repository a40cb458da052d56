package dev.prose.mixture;

import dev.prose.column.IntColumn;

/**
 * What came after each context of one kind, and how often.
 *
 * @param contexts where the entries of each context begin; a context's entries are consecutive
 * @param symbols [entry], see {@link Entry}
 * @param counts [entry], at least 1
 */
record ContextCounts(ContextTable contexts, IntColumn symbols, IntColumn counts) {
  /** Adds what was counted after a context to the target; nothing if it was never seen. */
  void look(long key, SymbolCounts target) {
    int entry = contexts.find(key);
    if (entry == ContextTable.NONE) {
      return;
    }
    int symbol;
    do {
      symbol = symbols.get(entry);
      target.add(Entry.symbol(symbol), counts.get(entry));
      entry++;
    } while (!Entry.isLast(symbol));
  }

  /**
   * Reads and checks every entry.
   *
   * @throws IllegalArgumentException if no text can have these counts
   */
  void requireSound(int vocabularySize) {
    int entries = (int) symbols.size();
    long[] total = new long[1]; // of the context so far
    Pieces.forEach(0, entries, (from, to) -> requireSound(from, to, vocabularySize, total));
    Requirement.require(
        Entry.isLast(symbols.get(entries - 1)), "the last context has no last entry");
    contexts.requireSound(entries);
  }

  private void requireSound(int from, int to, int vocabularySize, long[] total) {
    for (int entry = from; entry < to; entry++) {
      total[0] += counts.get(entry);
      Requirement.require(
          total[0] <= MixtureTrainer.MOST_TOKENS, "a context counts more than any text has");
      if (Entry.isLast(symbols.get(entry))) {
        total[0] = 0;
      }
      boolean sound = Entry.symbol(symbols.get(entry)) < vocabularySize && counts.get(entry) > 0;
      Requirement.require(sound, "entry " + entry + " is of no symbol, or was never counted");
    }
  }
}
