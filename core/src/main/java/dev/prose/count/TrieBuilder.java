package dev.prose.count;

import dev.prose.column.IntAppender;
import dev.prose.column.IntColumn;
import dev.prose.column.LongAppender;
import dev.prose.model.NGramTrie;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds the trie of all n-grams up to an order from the windows in ascending order. */
final class TrieBuilder {
  private final WindowPacking packing;
  private final int order;
  private final int vocabularySize;
  private final IntAppender[] tokens; // [level]
  private final LongAppender[] counts; // [level]
  private final IntAppender[] first; // [level]
  private final int[] last; // [place], the tokens of the previous window, -1 where it had none

  TrieBuilder(WindowPacking packing, int vocabularySize) {
    this.packing = packing;
    this.order = packing.length();
    this.vocabularySize = vocabularySize;
    this.tokens = appenders(order + 1);
    this.counts = new LongAppender[order + 1];
    Arrays.setAll(counts, level -> new LongAppender());
    this.first = appenders(order);
    this.last = new int[order];
    Arrays.fill(last, -1);
  }

  private static IntAppender[] appenders(int count) {
    IntAppender[] appenders = new IntAppender[count];
    Arrays.setAll(appenders, level -> new IntAppender());
    return appenders;
  }

  /**
   * Adds a window, which must not be less than the one before it.
   *
   * @param window the window's words
   */
  void add(long[] window, long count) {
    boolean differs = false;
    for (int place = 0; place < order; place++) {
      int token = packing.token(window[place / packing.perWord()], place % packing.perWord());
      differs |= token != last[place];
      last[place] = token;
      if (token < 0) {
        Arrays.fill(last, place, order, -1);
        return;
      }
      if (differs) {
        append(place + 1, token, count);
      } else {
        counts[place + 1].addToLast(count);
      }
    }
  }

  private void append(int level, int token, long count) {
    NGramCounts.requireFew(level, sizeOf(level) + 1L);
    if (level == 1) {
      fillUpTo(token);
    } else {
      tokens[level].add(token);
    }
    if (level < order) {
      first[level].add(sizeOf(level + 1));
    }
    counts[level].add(count);
  }

  private int sizeOf(int level) {
    return counts[level].size();
  }

  /** Adds the tokens before this one that do not occur: level 1 has all tokens. */
  private void fillUpTo(int token) {
    while (sizeOf(1) < token) {
      if (order > 1) {
        first[1].add(sizeOf(2));
      }
      counts[1].add(0);
    }
  }

  /** The trie and counts of all windows. Nothing can be added afterwards. */
  NGramCounts.Columns build() {
    fillUpTo(vocabularySize);
    List<IntColumn> tokenColumns = new ArrayList<>();
    List<IntColumn> firstColumns = new ArrayList<>();
    List<IntColumn> countColumns = new ArrayList<>();
    for (int level = 1; level < order; level++) {
      first[level].add(sizeOf(level + 1));
      firstColumns.add(first[level].toColumn(Integer.BYTES));
    }
    for (int level = 1; level <= order; level++) {
      if (level > 1) {
        tokenColumns.add(tokens[level].toColumn(IntColumn.width(vocabularySize)));
      }
      countColumns.add(counts[level].toColumn());
    }
    return new NGramCounts.Columns(
        new NGramTrie(vocabularySize, tokenColumns, firstColumns), countColumns);
  }
}
