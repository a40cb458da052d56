package dev.prose.spark;

import dev.prose.count.WindowSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Packs ascending windows into blocks, one at a time as they are asked for. */
final class Blocks implements Iterator<Block> {
  static final int BYTES = 1 << 20; // of a block, about

  private final WindowSource windows;
  private final BlockWriter writer;
  private final int bytes;
  private @Nullable Block next;

  /**
   * @param words words per window
   */
  Blocks(int words, WindowSource windows) {
    this(words, windows, BYTES);
  }

  Blocks(int words, WindowSource windows, int bytes) {
    this.windows = windows;
    this.writer = new BlockWriter(words);
    this.bytes = bytes;
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      try {
        while (writer.size() < bytes && windows.next()) {
          writer.add(windows.window(), windows.count());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      next = writer.isEmpty() ? null : writer.take();
    }
    return next != null;
  }

  @Override
  public Block next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Block block = next;
    next = null;
    return block;
  }
}
