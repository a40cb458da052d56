package dev.prose.spark;

import dev.prose.count.WindowSource;
import java.util.Arrays;
import java.util.Iterator;

/** Gives the windows of blocks that follow each other. */
final class BlockSource extends WindowSource {
  private final Iterator<Block> blocks;
  private byte[] bytes = {};
  private int at; // in the bytes
  private int left; // windows of the block

  /**
   * @param words words per window
   */
  BlockSource(int words, Iterator<Block> blocks) {
    super(words);
    this.blocks = blocks;
  }

  @Override
  protected long read(long[] window) {
    while (left == 0) {
      if (!blocks.hasNext()) {
        return END;
      }
      Block block = blocks.next();
      bytes = block.bytes();
      at = 0;
      left = block.windows();
      Arrays.fill(window, 0);
    }
    left--;
    int same = window.length > 1 ? bytes[at++] : 0;
    if (same < window.length) {
      window[same] += number();
      for (int w = same + 1; w < window.length; w++) {
        window[w] = number();
      }
    }
    return number();
  }

  private long number() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = bytes[at++];
      value |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
