package dev.prose.spark;

import dev.prose.count.WindowPacking;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a range before its windows are needed.
 *
 * @param nGrams [length - 1], how many different n-grams of each length its windows begin with
 * @param first the first window's words; null if the range is empty
 * @param last the last window's words
 * @param open [length - 1], how often the n-grams occur here with which the last window begins
 * @param leading [length - 1], the same of the first window's
 */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record RangeFacts(
    long[] nGrams, long @Nullable [] first, long @Nullable [] last, long[] leading, long[] open)
    implements Serializable {

  static RangeFacts of(Iterator<Block> blocks, int order, int vocabularySize) throws IOException {
    WindowPacking packing = WindowPacking.of(order, vocabularySize);
    BlockSource windows = new BlockSource(packing.words(), blocks);
    long[] nGrams = new long[order];
    long[] leading = new long[order];
    long[] open = new long[order];
    long[] first = null;
    long[] last = null;
    int firstLasts = order; // how many tokens of the first window all windows so far begin with
    while (windows.next()) {
      int shared = 0;
      if (last == null) {
        first = windows.window().clone();
        last = windows.window().clone();
      } else {
        shared = packing.shared(last, windows.window());
        System.arraycopy(windows.window(), 0, last, 0, last.length);
      }
      firstLasts = nGrams[0] == 0 ? order : Math.min(firstLasts, shared);
      int tokens = packing.tokens(last);
      for (int length = 1; length <= tokens; length++) {
        if (length > shared) {
          nGrams[length - 1]++;
          open[length - 1] = 0;
        }
        open[length - 1] += windows.count();
        if (length <= firstLasts) {
          leading[length - 1] += windows.count();
        }
      }
      for (int length = tokens + 1; length <= order; length++) {
        open[length - 1] = 0;
      }
    }
    return new RangeFacts(nGrams, first, last, leading, open);
  }
}
