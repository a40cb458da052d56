package dev.prose.count;

import java.io.IOException;
import java.util.Arrays;

/** Gives windows in ascending order, one at a time: see {@link WindowPacking}. */
public abstract class WindowSource implements Comparable<WindowSource> {
  private final long[] window;
  private long count;

  /**
   * @param words words per window
   */
  protected WindowSource(int words) {
    this.window = new long[words];
  }

  /** Gives windows from memory. */
  static WindowSource of(SortedWindows windows) {
    return new WindowSource(windows.words().length) {
      private int next;

      @Override
      protected long read(long[] window) {
        if (next == windows.size()) {
          return END;
        }
        for (int w = 0; w < window.length; w++) {
          window[w] = windows.words()[w][next];
        }
        return windows.counts()[next++];
      }
    };
  }

  /** Says that there are no more windows. */
  protected static final long END = 0;

  /**
   * Goes on to the next window; returns false at the end.
   *
   * @throws IOException if it cannot be read
   */
  public final boolean next() throws IOException {
    count = read(window);
    return count != END;
  }

  /** The current window's words, until {@link #next} is called again. Not to be changed. */
  public final long[] window() {
    return window;
  }

  /** How often the current window occurs. */
  public final long count() {
    return count;
  }

  /**
   * Reads the next window's words, none of which is less than the one before.
   *
   * @param window to be overwritten
   * @return how often it occurs, or {@link #END}
   */
  protected abstract long read(long[] window) throws IOException;

  /** Compares the current windows. */
  @Override
  public final int compareTo(WindowSource other) {
    return Arrays.compare(window, other.window);
  }
}
