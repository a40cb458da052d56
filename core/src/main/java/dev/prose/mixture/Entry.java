package dev.prose.mixture;

import dev.prose.column.IntColumn;

/**
 * A symbol that was seen after a context, as a number: twice the symbol's id, and 1 more for the
 * last one of the context. So a context's end is found without asking where the next one begins.
 */
final class Entry {
  private Entry() {}

  /** Bytes that each takes where there are so many symbols. */
  static int width(int vocabularySize) {
    return IntColumn.width(2L * vocabularySize);
  }

  static int of(int symbol) {
    return symbol << 1;
  }

  static int last(int entry) {
    return entry | 1;
  }

  static int symbol(int entry) {
    return entry >>> 1;
  }

  static boolean isLast(int entry) {
    return (entry & 1) != 0;
  }
}
