package dev.prose.mixture;

import dev.prose.column.IntColumn;

/**
 * A symbol that was seen after a context, as a number: twice the symbol's id, plus 1 for the
 * context's last entry. So the end of a context is found without looking up where the next one
 * begins.
 */
final class Entry {
  private Entry() {}

  /** Bytes per entry for a vocabulary of this size: 1, 2 or 4. */
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
