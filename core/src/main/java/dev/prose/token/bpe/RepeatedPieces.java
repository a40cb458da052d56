package dev.prose.token.bpe;

import java.util.Arrays;

/**
 * Where pieces of a text were before that took several tokens, so that these are copied and not
 * made again. A new piece takes the place of another with the same hash. The rarer words of a text
 * tend to come back: source code was encoded 1.5 times as fast with it, English 1.2 times.
 */
final class RepeatedPieces {
  private static final int MOST_BITS = 12; // of a place's number; within a processor's cache
  private static final int BYTES_A_PLACE = 16; // of text, so that a short one needs little memory

  private final byte[] utf8;
  private final int shift;
  private final int[] starts; // [place] in bytes
  private final int[] ends; // [place] in bytes; 0 if the place is free
  private final int[] firsts; // [place] the index of the first token
  private final int[] counts; // [place] of tokens

  /**
   * @param utf8 the whole text
   */
  RepeatedPieces(byte[] utf8) {
    this.utf8 = utf8;
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(utf8.length / BYTES_A_PLACE);
    int places = 1 << Math.clamp(bits, 1, MOST_BITS);
    this.shift = Long.SIZE - Integer.numberOfTrailingZeros(places);
    this.starts = new int[places];
    this.ends = new int[places];
    this.firsts = new int[places];
    this.counts = new int[places];
  }

  /** The place of a piece. */
  int place(int from, int to) {
    return (int) (TokenTable.hash(utf8, from, to) >>> shift);
  }

  /** Whether a piece was the last one at its place. */
  boolean has(int place, int from, int to) {
    return ends[place] - starts[place] == to - from
        && Arrays.equals(utf8, starts[place], ends[place], utf8, from, to);
  }

  int first(int place) {
    return firsts[place];
  }

  int count(int place) {
    return counts[place];
  }

  void put(int place, int from, int to, int first, int count) {
    starts[place] = from;
    ends[place] = to;
    firsts[place] = first;
    counts[place] = count;
  }
}
