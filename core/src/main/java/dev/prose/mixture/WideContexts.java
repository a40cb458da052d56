package dev.prose.mixture;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spelling table's contexts after which very much was counted, as after a blank, each as a
 * matrix: {@link NextClass} multiplies with these several times as fast as it goes through their
 * entries. The result is the same to the last bit, because entries are in the order of classes.
 */
final class WideContexts {
  /** From how many entries on a context is wide. */
  static final int ENTRIES = 64;

  /** More entries than any context has: none is wide. */
  static final int NONE = Integer.MAX_VALUE;

  private static final int MOST = 64; // contexts
  private static final int MOST_SYMBOLS = 256; // after one

  private final Map<Long, Matrix> matrices = new HashMap<>(); // by key

  /**
   * How often each symbol of a word of each class was counted.
   *
   * @param symbols in the order in which they are first counted
   * @param counts [class][symbol in that order]
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Matrix(int[] symbols, float[][] counts) {
    /** Writes the sums of the counts, times a weight for each class. */
    void multiply(float[] weights, float[] sums) {
      Arrays.fill(sums, 0, symbols.length, 0);
      for (int each = 0; each < counts.length; each++) {
        addMultiple(weights[each], counts[each], sums);
      }
    }

    private static void addMultiple(float weight, float[] row, float[] sums) {
      for (int i = 0; i < row.length; i++) {
        sums[i] += weight * row[i];
      }
    }
  }

  /** The matrix of a context, if it is known to be wide. */
  @Nullable Matrix get(long key) {
    return matrices.get(key);
  }

  void clear() {
    matrices.clear();
  }

  /**
   * Keeps a context, if there is room.
   *
   * @param symbols that were counted after it, in the order of its entries
   * @param entries gives all of them
   */
  void add(long key, int[] symbols, int vocabularySize, Entries entries) {
    if (matrices.size() == MOST || symbols.length > MOST_SYMBOLS) {
      return;
    }
    int[] column = new int[vocabularySize]; // [symbol]
    for (int i = 0; i < symbols.length; i++) {
      column[symbols[i]] = i;
    }
    float[][] counts = new float[WordClasses.COUNT][symbols.length];
    entries.giveTo((outcome, count) ->
        counts[Outcome.wordClass(outcome, vocabularySize)][
                column[Outcome.symbol(outcome, vocabularySize)]] +=
            count);
    matrices.put(key, new Matrix(symbols, counts));
  }

  /** A context's entries. */
  @FunctionalInterface
  interface Entries {
    /** Gives each entry's outcome and count. */
    void giveTo(SymbolCounts target);
  }
}
