package dev.prose.token.bpe;

import java.util.Arrays;

/**
 * Sorts distinct pieces by their bytes, unsigned: a merge sort from the bottom up, which carries
 * the first eight bytes of each piece along. They decide most comparisons without a look at the
 * pieces, which lie scattered.
 */
final class PieceOrder {
  private final byte[] bytes;
  private final int[] ends; // [piece + 1]
  private long[] prefixes; // [rank] the first bytes, so that signed order is theirs
  private int[] pieces; // [rank]

  PieceOrder(byte[] bytes, int[] ends, int size) {
    this.bytes = bytes;
    this.ends = ends;
    this.prefixes = new long[size];
    this.pieces = new int[size];
    for (int piece = 0; piece < size; piece++) {
      prefixes[piece] = prefix(ends[piece], ends[piece + 1]) ^ Long.MIN_VALUE;
      pieces[piece] = piece;
    }
  }

  private long prefix(int start, int end) {
    long prefix = 0;
    for (int i = start; i < start + Long.BYTES; i++) {
      prefix = prefix << Byte.SIZE | (i < end ? bytes[i] & 0xFF : 0);
    }
    return prefix;
  }

  /** The pieces from the first to the last. */
  int[] sorted() {
    long[] otherPrefixes = new long[pieces.length];
    int[] otherPieces = new int[pieces.length];
    for (long width = 1; width < pieces.length; width *= 2) {
      for (long from = 0; from < pieces.length; from += 2 * width) {
        int middle = (int) Math.min(from + width, pieces.length);
        int to = (int) Math.min(from + 2 * width, pieces.length);
        merge((int) from, middle, to, otherPrefixes, otherPieces);
      }
      long[] mergedPrefixes = otherPrefixes;
      otherPrefixes = prefixes;
      prefixes = mergedPrefixes;
      int[] mergedPieces = otherPieces;
      otherPieces = pieces;
      pieces = mergedPieces;
    }
    return pieces;
  }

  private void merge(int from, int middle, int to, long[] toPrefixes, int[] toPieces) {
    int i = from;
    int j = middle;
    for (int rank = from; rank < to; rank++) {
      int next = j == to || (i < middle && isBefore(i, j)) ? i++ : j++;
      toPrefixes[rank] = prefixes[next];
      toPieces[rank] = pieces[next];
    }
  }

  private boolean isBefore(int i, int j) {
    if (prefixes[i] != prefixes[j]) {
      return prefixes[i] < prefixes[j];
    }
    int a = pieces[i];
    int b = pieces[j];
    return Arrays.compareUnsigned(bytes, ends[a], ends[a + 1], bytes, ends[b], ends[b + 1]) < 0;
  }
}
