package dev.prose.token.bpe;

import dev.prose.text.InvalidDataException;
import java.util.Arrays;

/** Merges two sorted lists of pieces into one, in one pass. */
final class PieceUnion {
  private final PieceCounts a;
  private final PieceCounts b;
  private final byte[] bytes;
  private final int[] ends;
  private final long[] counts;
  private int size;

  PieceUnion(PieceCounts a, PieceCounts b) {
    this.a = a;
    this.b = b;
    long mostBytes = (long) a.allBytes().length + b.allBytes().length;
    this.bytes = new byte[(int) Math.min(mostBytes, PieceTable.MOST_BYTES)];
    // Each piece has at least one byte, so that there are no more pieces than fit an array either.
    this.ends = new int[(int) Math.min((long) a.size() + b.size(), PieceTable.MOST_BYTES - 1) + 1];
    this.counts = new long[ends.length - 1];
  }

  PieceCounts counts() {
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      int order = i == a.size() ? 1 : j == b.size() ? -1 : compare(i, j);
      if (order == 0) {
        append(a, i, total(a.count(i), b.count(j)));
      } else if (order < 0) {
        append(a, i, a.count(i));
      } else {
        append(b, j, b.count(j));
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return new PieceCounts(
        Arrays.copyOf(bytes, ends[size]),
        Arrays.copyOf(ends, size + 1),
        Arrays.copyOf(counts, size));
  }

  private static long total(long count, long otherCount) {
    try {
      return Math.addExact(count, otherCount);
    } catch (ArithmeticException overflow) {
      throw new InvalidDataException("a piece occurs 2^63 times or more", overflow);
    }
  }

  private int compare(int i, int j) {
    return Arrays.compareUnsigned(
        a.allBytes(), a.start(i), a.end(i), b.allBytes(), b.start(j), b.end(j));
  }

  private void append(PieceCounts from, int piece, long count) {
    int length = from.end(piece) - from.start(piece);
    if (length > bytes.length - ends[size]) {
      throw PieceTable.tooManyBytes();
    }
    System.arraycopy(from.allBytes(), from.start(piece), bytes, ends[size], length);
    counts[size] = count;
    ends[size + 1] = ends[size] + length;
    size++;
  }
}
