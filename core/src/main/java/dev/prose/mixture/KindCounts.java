package dev.prose.mixture;

import dev.prose.column.IntColumn;
import java.util.Arrays;

/**
 * What one kind of context counts in a text: its symbols one at a time, so that they can be taken
 * out and put back. A symbol that was taken out everywhere has an entry with a count of 0.
 */
final class KindCounts {
  private final int vocabularySize;
  private final int[] entries; // [position]: which entry the position's symbol counts in
  private final int[] symbols; // [entry], see Entry
  private final int[] counts; // [entry]
  private final ContextTable contexts;

  /** Finds all contexts, and all that comes after them. Nothing is counted yet. */
  KindCounts(ContextKind kind, int[] tokens, int vocabularySize, History history) {
    this.vocabularySize = vocabularySize;
    ContextIndex index = new ContextIndex();
    int[] contextAt = new int[tokens.length]; // [position]
    for (int i = 0; i < tokens.length; i++) {
      contextAt[i] = index.intern(kind.key(history));
      history.advance(tokens[i]);
    }
    int[] end = ends(contextAt, index.size());
    int[] positions = sorted(contextAt, end);
    // From here on an array of the text's length serves again, as there may be many kinds.
    entries = contextAt;
    int[] begin = new int[index.size()]; // [context]
    int[] found = new int[tokens.length]; // symbols by entry, and room for more
    int[] entryOf = new int[vocabularySize]; // and 1 more; of an earlier context if too small
    int size = 0;
    for (int context = 0, p = 0; context < begin.length; context++) {
      begin[context] = size;
      for (; p < end[context]; p++) {
        int symbol = tokens[positions[p]];
        if (entryOf[symbol] <= begin[context]) {
          found[size++] = Entry.of(symbol);
          entryOf[symbol] = size;
        }
        entries[positions[p]] = entryOf[symbol] - 1;
      }
      found[size - 1] = Entry.last(found[size - 1]);
    }
    symbols = Arrays.copyOf(found, size);
    counts = new int[size];
    contexts = ContextTable.of(index, begin);
  }

  /** Where the positions of each context end, if they are sorted by context. */
  private static int[] ends(int[] contextAt, int contexts) {
    int[] ends = new int[contexts];
    for (int context : contextAt) {
      ends[context]++;
    }
    for (int context = 1; context < contexts; context++) {
      ends[context] += ends[context - 1];
    }
    return ends;
  }

  /** The positions by context, those of one as in the text. */
  private static int[] sorted(int[] contextAt, int... ends) {
    int[] next = new int[ends.length];
    System.arraycopy(ends, 0, next, 1, ends.length - 1);
    int[] positions = new int[contextAt.length];
    for (int i = 0; i < contextAt.length; i++) {
      positions[next[contextAt[i]]++] = i;
    }
    return positions;
  }

  /** Counts the symbol at a position once more, and says whether it was not counted before. */
  boolean add(int position) {
    return counts[entries[position]]++ == 0;
  }

  /** Counts the symbol at a position once less, and says whether it is not counted any more. */
  boolean remove(int position) {
    return --counts[entries[position]] == 0;
  }

  /** Shows what is counted after the context of a position. */
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

  /** What is counted now, of which nothing may have been taken out. */
  ContextCounts counts() {
    return new ContextCounts(
        contexts,
        IntColumn.of(Entry.width(vocabularySize), symbols),
        IntColumn.of(counts).narrowed());
  }
}
