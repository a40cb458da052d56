package dev.prose.token.bpe;

import dev.prose.text.InvalidDataException;
import java.util.Arrays;

/**
 * Counts pieces: a hash table with open addressing, whose keys are strings of bytes that lie one
 * after another in one array. A piece costs its bytes and some 30 more, and no object.
 */
final class PieceTable {
  /** How many bytes the distinct pieces can have in all: as many as an array. */
  static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private static final int MOST_SLOTS = 1 << 30;

  private byte[] bytes = new byte[1 << 12];
  private int[] ends = new int[1 << 9]; // [piece + 1] in bytes; [0] is 0
  private long[] counts = new long[1 << 9]; // [piece]
  private int[] hashes = new int[1 << 9]; // [piece]
  private int[] slots = new int[1 << 10]; // piece + 1, or 0 where none is
  private int size;

  /**
   * Adds to the count of the piece that is {@code source[from, to)}.
   *
   * @throws InvalidDataException if the distinct pieces have more than {@link #MOST_BYTES}
   */
  void add(byte[] source, int from, int to, long count) {
    int hash = hash(source, from, to);
    int mask = slots.length - 1;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      int piece = slots[slot] - 1;
      if (piece < 0) {
        slots[slot] = append(source, from, to, hash, count) + 1;
        if (size > slots.length / 2 && slots.length < MOST_SLOTS) {
          growSlots();
        }
        return;
      }
      if (hashes[piece] == hash
          && Arrays.equals(bytes, ends[piece], ends[piece + 1], source, from, to)) {
        counts[piece] = Math.addExact(counts[piece], count);
        return;
      }
    }
  }

  /** FNV-1a over 64 bits, folded: the low bits alone would know too little of the first bytes. */
  private static int hash(byte[] source, int from, int to) {
    long hash = 0xCBF29CE484222325L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (source[i] & 0xFF)) * 0x100000001B3L;
    }
    hash *= 0x9E3779B97F4A7C15L;
    return (int) (hash >>> 32);
  }

  private int append(byte[] source, int from, int to, int hash, long count) {
    int start = ends[size];
    if (to - from > MOST_BYTES - start || size == MOST_SLOTS - 1) {
      throw tooManyBytes();
    }
    int end = start + to - from;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(end, 2L * bytes.length)));
    }
    System.arraycopy(source, from, bytes, start, to - from);
    if (size + 1 == ends.length) {
      ends = Arrays.copyOf(ends, 2 * ends.length);
      counts = Arrays.copyOf(counts, 2 * counts.length);
      hashes = Arrays.copyOf(hashes, 2 * hashes.length);
    }
    ends[size + 1] = end;
    counts[size] = count;
    hashes[size] = hash;
    return size++;
  }

  static InvalidDataException tooManyBytes() {
    return new InvalidDataException(
        "the text's distinct pieces have more than %,d bytes, too many to count in memory: it has"
                .formatted(MOST_BYTES)
            + " hardly any spaces, or is no text");
  }

  private void growSlots() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int piece = 0; piece < size; piece++) {
      int slot = hashes[piece] & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = piece + 1;
    }
  }

  /** What has been counted so far, in the order of the bytes. */
  PieceCounts sorted() {
    int[] order = new PieceOrder(bytes, ends, size).sorted();
    byte[] sortedBytes = new byte[ends[size]];
    int[] sortedEnds = new int[size + 1];
    long[] sortedCounts = new long[size];
    for (int i = 0; i < size; i++) {
      int start = ends[order[i]];
      int length = ends[order[i] + 1] - start;
      System.arraycopy(bytes, start, sortedBytes, sortedEnds[i], length);
      sortedEnds[i + 1] = sortedEnds[i] + length;
      sortedCounts[i] = counts[order[i]];
    }
    return new PieceCounts(sortedBytes, sortedEnds, sortedCounts);
  }
}
