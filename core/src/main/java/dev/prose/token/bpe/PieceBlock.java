package dev.prose.token.bpe;

import dev.prose.token.pieces.Splitter;
import dev.prose.token.pieces.Utf8;
import java.util.Arrays;

/** A part of a text, and where the pieces in it end. */
final class PieceBlock {
  private final int capacity; // bytes; more only as long as a piece needs it
  private byte[] bytes;
  private int size; // bytes
  private int[] ends; // [piece]
  private int pieces;

  PieceBlock(int capacity) {
    this.capacity = capacity;
    this.bytes = new byte[capacity];
    this.ends = new int[capacity / 4 + 1];
  }

  void append(byte[] source, int from, int length) {
    if (length > PieceTable.MOST_BYTES - size) {
      throw PieceTable.tooManyBytes();
    }
    if (size + length > bytes.length) {
      long grown = Math.max(size + length, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, (int) Math.min(PieceTable.MOST_BYTES, grown));
    }
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /**
   * Finds the ends of the pieces that are not known yet.
   *
   * @param last whether the text ends here
   * @return how many bytes at the end belong to a piece that goes on, or may do so
   */
  int cut(Splitter splitter, boolean last) {
    int to = last ? size : Utf8.lastCharacterEnd(bytes, size);
    int from = pieces == 0 ? 0 : ends[pieces - 1];
    while (from < to) {
      int end = splitter.end(bytes, from, to, last);
      if (end == Splitter.NEEDS_MORE) {
        break;
      }
      if (pieces == ends.length) {
        ends = Arrays.copyOf(ends, 2 * pieces);
      }
      ends[pieces++] = end;
      from = end;
    }
    return size - from;
  }

  void count(PieceTable table) {
    int from = 0;
    for (int piece = 0; piece < pieces; piece++) {
      table.add(bytes, from, ends[piece], 1);
      from = ends[piece];
    }
  }

  void clear() {
    bytes = bytes.length > 2 * capacity ? new byte[capacity] : bytes;
    size = 0;
    pieces = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  int pieces() {
    return pieces;
  }
}
