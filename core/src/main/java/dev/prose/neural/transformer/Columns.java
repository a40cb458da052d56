package dev.prose.neural.transformer;

import dev.prose.data.Batch;
import dev.prose.neural.LineStarts;
import dev.prose.numeric.Vectors;
import java.util.Objects;
import java.util.OptionalLong;

/** The tokens that a pass is for, a column each, and what each of them sees. */
final class Columns {
  private final int vocabularySize;

  final int[] tokens; // [column]
  final int[] targets; // [column]
  final long[] positions; // [column], from the start of its line or text
  final int[] first; // [column], the first place that it sees; 0 is the first of its window
  final Sight[] sights; // [window]
  int windows;
  int length; // of a window
  int n; // windows * length
  OptionalLong dropout = OptionalLong.empty();
  int place; // of the first column in the batch

  /**
   * @param past how many tokens before a window may be seen
   */
  Columns(int vocabularySize, int mostWindows, int mostLength, int past) {
    this.vocabularySize = vocabularySize;
    int most = Math.multiplyExact(mostWindows, mostLength);
    tokens = new int[most];
    targets = new int[most];
    positions = new long[most];
    first = new int[most];
    sights = new Sight[mostWindows];
    for (int window = 0; window < mostWindows; window++) {
      sights[window] = new Sight(mostLength, past);
    }
  }

  /**
   * Takes windows of a batch.
   *
   * @param reach how many tokens each sees at most, with itself
   */
  void set(Batch batch, int from, int to, LineStarts lines, int reach) {
    length = batch.blockSize();
    windows = to - Objects.checkFromToIndex(from, to, batch.batchSize());
    n = windows * length;
    place = from * length;
    int[] starts = new int[length];
    for (int window = 0; window < windows; window++) {
      lines.firstSeen(batch, from + window, starts);
      for (int t = 0; t < length; t++) {
        int column = window * length + t;
        tokens[column] = Objects.checkIndex(batch.inputs()[place + column], vocabularySize);
        targets[column] = Objects.checkIndex(batch.targets()[place + column], vocabularySize);
        positions[column] = (long) t - starts[t];
        first[column] = Math.max(starts[t], t - reach + 1);
      }
    }
    see();
  }

  /** How many columns loops go through; those behind n count for nothing. */
  int padded() {
    return Vectors.padded(n);
  }

  /** Keeps some columns alone, whose tokens no longer look at each other. */
  void keep(int[] wanted, int count) {
    for (int i = 0; i < count; i++) {
      targets[i] = targets[wanted[i]];
    }
    n = count;
  }

  /** Works out the windows' sights, after {@link #first} has been set. */
  void see() {
    for (int window = 0; window < windows; window++) {
      sights[window].set(first, window * length, length);
    }
  }
}
