package dev.prose.spark;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Writes ascending windows. Neighbours are alike, so that of each only what differs is written: how
 * many words are the same as before, by how much the next word has grown, and the words after it;
 * then the count. All of these are numbers of 7 bits per byte, the lowest first.
 */
final class BlockWriter {
  private final long[] last;
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long[] first = {};
  private int windows;

  /**
   * @param words words per window
   */
  BlockWriter(int words) {
    this.last = new long[words];
  }

  /** How many bytes the block has so far. */
  int size() {
    return bytes.size();
  }

  boolean isEmpty() {
    return windows == 0;
  }

  void add(long[] window, long count) {
    if (windows == 0) {
      first = window.clone();
      Arrays.fill(last, 0);
    }
    int same = 0;
    while (same < window.length && window[same] == last[same]) {
      same++;
    }
    if (window.length > 1) {
      bytes.write(same);
    }
    if (same < window.length || window.length == 1) {
      int place = Math.min(same, window.length - 1);
      number(window[place] - last[place]);
      for (int w = place + 1; w < window.length; w++) {
        number(window[w]);
      }
    }
    number(count);
    System.arraycopy(window, 0, last, 0, window.length);
    windows++;
  }

  private void number(long value) {
    long left = value;
    while (left > 0x7F) {
      bytes.write((int) (left & 0x7F) | 0x80);
      left >>>= 7;
    }
    bytes.write((int) left);
  }

  /** The block; the next window begins another one. */
  Block take() {
    Block block = new Block(first, last.clone(), windows, bytes.toByteArray());
    bytes = new ByteArrayOutputStream();
    windows = 0;
    return block;
  }
}
