package dev.prose.torch;

import dev.prose.data.Batch;
import dev.prose.neural.LineStarts;
import java.util.Objects;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/**
 * Some windows of a batch.
 *
 * @param size how many
 * @param length of each, in tokens
 * @param inputs [window * length], on the device
 * @param targets [window * length], on the device
 * @param firstSeen [window * length]: where the line of each token begins in its window; empty if
 *     all is one text
 * @param begins [window * length]: whether a line begins there; empty if all is one text
 */
// Arrays, because they are computed once and read once; never compared.
@SuppressWarnings("ArrayRecordComponent")
record Windows(
    int size, int length, Tensor inputs, Tensor targets, long[] firstSeen, boolean[] begins) {
  /**
   * @param from the first window
   * @throws IndexOutOfBoundsException if there is no such token
   */
  static Windows of(
      Batch batch, int from, int size, int vocabularySize, LineStarts lines, Device device) {
    batch.requireNoOffsets();
    int length = batch.blockSize();
    return new Windows(
        size,
        length,
        Vectors.of(tokens(batch.inputs(), from * length, size * length, vocabularySize), device),
        Vectors.of(tokens(batch.targets(), from * length, size * length, vocabularySize), device),
        lines.lineEnd().isPresent() ? firstSeen(batch, from, size, lines) : new long[0],
        lines.lineEnd().isPresent() ? begins(batch, from, size, lines) : new boolean[0]);
  }

  private static long[] tokens(int[] all, int from, int count, int vocabularySize) {
    long[] tokens = new long[count];
    for (int i = 0; i < count; i++) {
      tokens[i] = Objects.checkIndex(all[from + i], vocabularySize);
    }
    return tokens;
  }

  private static long[] firstSeen(Batch batch, int from, int size, LineStarts lines) {
    int length = batch.blockSize();
    long[] all = new long[size * length];
    int[] first = new int[length];
    for (int window = 0; window < size; window++) {
      lines.firstSeen(batch, from + window, first);
      for (int t = 0; t < length; t++) {
        all[window * length + t] = first[t];
      }
    }
    return all;
  }

  private static boolean[] begins(Batch batch, int from, int size, LineStarts lines) {
    int length = batch.blockSize();
    boolean[] begins = new boolean[size * length];
    for (int i = 0; i < begins.length; i++) {
      begins[i] = lines.begins(batch.inputs()[from * length + i]);
    }
    return begins;
  }

  /** Whether each line is a text of its own. */
  boolean haveLines() {
    return firstSeen.length > 0;
  }
}
