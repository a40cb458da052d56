package dev.prose.mixture;

import dev.prose.column.IntColumn;
import java.util.Arrays;

/**
 * What one kind of context counts in a text. Counts can be taken out and put back one by one; what
 * was taken out everywhere keeps an entry with a count of 0.
 */
final class KindCounts {
  static final int NONE = -1;

  private final ContextTable contexts;
  private final IntColumn symbols; // [entry], see Entry
  private final int[] counts; // [entry]

  private KindCounts(ContextTable contexts, IntColumn symbols, int... counts) {
    this.contexts = contexts;
    this.symbols = symbols;
    this.counts = counts;
  }

  /**
   * What a count of a text found.
   *
   * @param counts the counts
   * @param positions [entry]: the first position where it was found
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Found(KindCounts counts, int[] positions) {
    /** The same, with less to keep. */
    Found withoutPositions() {
      return new Found(counts, new int[0]);
    }
  }

  /** Counts every occurrence of every outcome after each context. */
  static Found count(ContextKind kind, ClassedText text, History history, int vocabularySize) {
    return new Counting(
            new SortedPositions(kind, text, history),
            kind.outcome().size(vocabularySize),
            kind.outcome() == Outcome.SYMBOL_OF_CLASS)
        .found();
  }

  /** Finds the entries of all contexts, one context after another. */
  private static final class Counting {
    private final SortedPositions sorted;
    private final int outcomes; // how many different ones there may be
    private final boolean ordered; // whether a context's entries are in the outcomes' order
    private final int[] begin; // [context]
    private final int[] entryOf; // [outcome], plus 1; an earlier context's if not above its first
    private int[] symbols; // [entry]
    private int[] counts; // [entry]
    private int[] positions; // [entry]
    private int size;

    Counting(SortedPositions sorted, int outcomes, boolean ordered) {
      this.sorted = sorted;
      this.ordered = ordered;
      this.outcomes = outcomes;
      this.begin = new int[sorted.contexts().size()];
      this.entryOf = new int[outcomes];
      this.symbols = new int[begin.length];
      this.counts = new int[begin.length];
      this.positions = new int[begin.length];
    }

    Found found() {
      Pieces.forEach(0, begin.length, this::find);
      KindCounts found =
          new KindCounts(
              ContextTable.of(sorted.contexts(), begin),
              IntColumn.of(Entry.width(outcomes), Arrays.copyOf(symbols, size)),
              Arrays.copyOf(counts, size));
      return new Found(found, Arrays.copyOf(positions, size));
    }

    private void find(int fromContext, int toContext) {
      for (int context = fromContext; context < toContext; context++) {
        begin[context] = size;
        find(context);
      }
    }

    private void find(int context) {
      int first = size;
      makeRoom(size + Math.min(sorted.end(context) - sorted.begin(context), outcomes));
      for (int place = sorted.begin(context); place < sorted.end(context); place++) {
        int position = sorted.position(place);
        int symbol = sorted.outcome(position);
        if (entryOf[symbol] <= first) {
          symbols[size] = Entry.of(symbol);
          positions[size++] = position;
          entryOf[symbol] = size;
        }
        counts[entryOf[symbol] - 1]++;
      }
      if (ordered) {
        order(first);
      }
      symbols[size - 1] = Entry.last(symbols[size - 1]);
    }

    /** Orders the last entries by outcome. Their positions lose their meaning. */
    private void order(int first) {
      long[] both = new long[size - first];
      for (int i = 0; i < both.length; i++) {
        both[i] = (long) symbols[first + i] << Integer.SIZE | counts[first + i];
      }
      Arrays.sort(both);
      for (int i = 0; i < both.length; i++) {
        symbols[first + i] = (int) (both[i] >>> Integer.SIZE);
        counts[first + i] = (int) both[i];
      }
    }

    private void makeRoom(int needed) {
      if (needed > symbols.length) {
        int room = Math.max(needed, symbols.length + symbols.length / 2);
        symbols = Arrays.copyOf(symbols, room);
        counts = Arrays.copyOf(counts, room);
        positions = Arrays.copyOf(positions, room);
      }
    }
  }

  /**
   * The entry of a symbol after a context, or {@link #NONE}: where it was not counted, or where the
   * table mistakes one context for another.
   */
  int entry(long key, int symbol) {
    int entry = contexts.find(key);
    if (entry == ContextTable.NONE) {
      return NONE;
    }
    int seen = symbols.get(entry);
    while (Entry.symbol(seen) != symbol && !Entry.isLast(seen)) {
      seen = symbols.get(++entry);
    }
    return Entry.symbol(seen) == symbol ? entry : NONE;
  }

  /** Counts each symbol once for each of these entries, and not as it was counted before. */
  void countOnceEach(int... entriesOfLonger) {
    Arrays.fill(counts, 0);
    Pieces.forEach(
        0,
        entriesOfLonger.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            if (entriesOfLonger[i] != NONE) {
              counts[entriesOfLonger[i]]++;
            }
          }
        });
  }

  /** Counts once more, and returns whether the count was 0 before. */
  boolean add(int entry) {
    return counts[entry]++ == 0;
  }

  /** Counts once less, and returns whether the count is now 0. */
  boolean remove(int entry) {
    return --counts[entry] == 0;
  }

  /** Adds what is counted after an entry's context to the votes. */
  void look(int anyEntry, Votes votes) {
    int entry = anyEntry;
    while (entry > 0 && !Entry.isLast(symbols.get(entry - 1))) {
      entry--;
    }
    lookFrom(entry, votes);
  }

  /** Adds what is counted after a context to the target. */
  void look(long key, SymbolCounts target) {
    int entry = contexts.find(key);
    if (entry != ContextTable.NONE) {
      lookFrom(entry, target);
    }
  }

  private void lookFrom(int first, SymbolCounts target) {
    int entry = first;
    int seen;
    do {
      seen = symbols.get(entry);
      if (counts[entry] > 0) {
        target.add(Entry.symbol(seen), counts[entry]);
      }
      entry++;
    } while (!Entry.isLast(seen));
  }

  /** A copy of the counts, to be taken while nothing is taken out. */
  ContextCounts counts() {
    return new ContextCounts(contexts, symbols, IntColumn.of(counts.clone()).narrowed());
  }
}
