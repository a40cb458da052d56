package dev.prose.spark;

import dev.prose.count.WindowSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Packs ascending windows into blocks, one at a time as they are asked for. */
final class Blocks implements Iterator<Block> {
  private static final int BYTES = 1 << 20; // of a block, about
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private final WindowSource windows;
  private final BlockWriter writer;
  private final int bytes;
  private int enough; // bytes of the next block
  private @Nullable Block next;

  /**
   * @param words words per window
   */
  Blocks(int words, WindowSource windows) {
    this(words, windows, BYTES);
  }

  Blocks(int words, WindowSource windows, int bytes) {
    this(words, windows, bytes, bytes);
  }

  private Blocks(int words, WindowSource windows, int first, int bytes) {
    this.windows = windows;
    this.writer = new BlockWriter(words);
    this.enough = first;
    this.bytes = bytes;
  }

  /**
   * Blocks of a sorted run. Runs of alike texts are alike: so that not all of their blocks begin at
   * the same windows, of which the boundaries of ranges are chosen, the first one has another size
   * in each run.
   *
   * @param run the run's number
   */
  static Blocks ofRun(int words, WindowSource windows, int run) {
    return ofRun(words, windows, run, BYTES);
  }

  static Blocks ofRun(int words, WindowSource windows, int run, int bytes) {
    double share = run * GOLDEN - Math.floor(run * GOLDEN); // evenly between 0 and 1
    return new Blocks(words, windows, 1 + (int) (share * bytes), bytes);
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      try {
        while (writer.size() < enough && windows.next()) {
          writer.add(windows.window(), windows.count());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      enough = bytes;
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
