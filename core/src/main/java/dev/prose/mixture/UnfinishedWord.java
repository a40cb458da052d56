package dev.prose.mixture;

import java.util.Arrays;
import java.util.List;

/**
 * The word that a cursor is in, which is counted for {@link NextClass} when it has ended: only then
 * is its class known.
 */
final class UnfinishedWord {
  private static final List<ContextKind> TABLES = ContextKind.OF_NEXT_CLASS;

  private final Kinds kinds;
  private final long[] contexts = new long[TABLES.size()]; // [table], but the first
  private long[] spelling = new long[1 << 4]; // [position of the word]: the first table's context
  private int[] symbols = new int[1 << 4]; // [position of the word]
  private int size;

  /** Counts an outcome. */
  @FunctionalInterface
  interface Count {
    /** Counts an outcome after a context once more. */
    void add(int table, long key, int outcome);
  }

  UnfinishedWord(Kinds kinds) {
    this.kinds = kinds;
  }

  /**
   * Reads the next symbol.
   *
   * @param count counts the word if it ends with that
   * @return whether it was counted
   */
  boolean read(History before, int symbol, Count count) {
    if (before.wordHasEnded()) {
      size = 0;
      for (int table = 1; table < contexts.length; table++) {
        contexts[table] = TABLES.get(table).key(before);
      }
    }
    add(TABLES.getFirst().key(before), symbol);
    if (!endsWith(before, symbol)) {
      return false;
    }
    int first = kinds.counted().size();
    int wordClass = classOf(before, symbol);
    for (int i = 0; i < size; i++) {
      int outcome =
          Outcome.SYMBOL_OF_CLASS.at(before, symbols[i], wordClass, kinds.vocabularySize());
      count.add(first, spelling[i], outcome);
    }
    for (int table = 1; table < contexts.length; table++) {
      count.add(first + table, contexts[table], wordClass);
    }
    return true;
  }

  private void add(long key, int symbol) {
    if (size == symbols.length) {
      spelling = Arrays.copyOf(spelling, 2 * size);
      symbols = Arrays.copyOf(symbols, 2 * size);
    }
    spelling[size] = key;
    symbols[size++] = symbol;
  }

  private boolean endsWith(History before, int symbol) {
    return before.isInWord()
        ? !kinds.traits().isLetter(symbol)
        : kinds.traits().isMark(symbol) || endsLine(symbol);
  }

  private boolean endsLine(int symbol) {
    return kinds.shape().lines() && kinds.traits().isLineEnd(symbol);
  }

  private int classOf(History before, int symbol) {
    if (before.isInWord()) {
      return kinds.classes().of(before.wordOrGap());
    }
    return kinds.traits().isMark(symbol)
        ? kinds.classes().of(RunningWords.ofMark(symbol))
        : WordClasses.RARE;
  }
}
