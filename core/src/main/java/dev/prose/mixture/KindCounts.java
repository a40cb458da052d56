package dev.prose.mixture;

import dev.prose.column.IntColumn;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What one kind of context counts in a text. Symbols can be taken out and put back one position at
 * a time; one that was taken out everywhere keeps an entry with a count of 0.
 */
final class KindCounts {
  private final int vocabularySize;
  private final int[] entries; // [position]: the entry that counts the position's symbol
  private int[] symbols; // [entry], see Entry
  private int[] counts; // [entry]
  private final ContextTable contexts;
  private int size; // entries found so far

  /** Counts every occurrence of every symbol after each context. */
  KindCounts(SortedPositions sorted, int[] tokens, int vocabularySize) {
    this.vocabularySize = vocabularySize;
    entries = new int[tokens.length];
    int[] begin = new int[sorted.contexts().size()]; // [context]
    symbols = new int[begin.length];
    counts = new int[begin.length];
    int[] entryOf = new int[vocabularySize]; // plus 1; an earlier context's if not above first
    Pieces.forEach(
        0,
        begin.length,
        (from, to) -> {
          for (int context = from; context < to; context++) {
            begin[context] = size;
            find(sorted, context, tokens, entryOf);
          }
        });
    symbols = Arrays.copyOf(symbols, size);
    counts = Arrays.copyOf(counts, size);
    contexts = ContextTable.of(sorted.contexts(), begin);
  }

  /** Finds the entries of a context. */
  private void find(SortedPositions sorted, int context, int[] tokens, int[] entryOf) {
    int first = size;
    makeRoom(size + Math.min(sorted.end(context) - sorted.begin(context), vocabularySize));
    for (int place = sorted.begin(context); place < sorted.end(context); place++) {
      int position = sorted.position(place);
      int symbol = tokens[position];
      if (entryOf[symbol] <= first) {
        symbols[size++] = Entry.of(symbol);
        entryOf[symbol] = size;
      }
      int entry = entryOf[symbol] - 1;
      entries[position] = entry;
      counts[entry]++;
    }
    symbols[size - 1] = Entry.last(symbols[size - 1]);
  }

  private void makeRoom(int needed) {
    if (needed > symbols.length) {
      int room = Math.max(needed, symbols.length + symbols.length / 2);
      symbols = Arrays.copyOf(symbols, room);
      counts = Arrays.copyOf(counts, room);
    }
  }

  /**
   * Counts again: each symbol once for each longer context that it follows.
   *
   * @param longer the counts of contexts that are one character longer
   */
  void countOnceEach(KindCounts longer) {
    Arrays.fill(counts, 0);
    BitSet seen = new BitSet(longer.counts.length);
    Pieces.forEach(0, entries.length, (from, to) -> countOnceEach(longer, seen, from, to));
  }

  private void countOnceEach(KindCounts longer, BitSet seen, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!seen.get(longer.entries[i])) {
        seen.set(longer.entries[i]);
        counts[entries[i]]++;
      }
    }
  }

  /** Counts the symbol at a position once more, and returns whether its count was 0 before. */
  boolean add(int position) {
    return counts[entries[position]]++ == 0;
  }

  /** Counts the symbol at a position once less, and returns whether its count is now 0. */
  boolean remove(int position) {
    return --counts[entries[position]] == 0;
  }

  /** Adds what is counted after the context of a position to the votes. */
  void look(int position, Votes votes) {
    int entry = entries[position];
    while (entry > 0 && !Entry.isLast(symbols[entry - 1])) {
      entry--;
    }
    int symbol;
    do {
      symbol = symbols[entry];
      if (counts[entry] > 0) {
        votes.add(Entry.symbol(symbol), counts[entry]);
      }
      entry++;
    } while (!Entry.isLast(symbol));
  }

  /** A copy of the counts, to be taken while nothing is taken out. */
  ContextCounts counts() {
    return new ContextCounts(
        contexts,
        IntColumn.of(Entry.width(vocabularySize), symbols),
        IntColumn.of(counts.clone()).narrowed()); // copied, because counts go on changing
  }
}
