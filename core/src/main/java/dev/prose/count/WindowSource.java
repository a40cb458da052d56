package dev.prose.count;

import java.io.IOException;

/** Gives windows in ascending order, one after the other. */
abstract class WindowSource implements Comparable<WindowSource> {
  final long[] window; // the present one's words
  int count; // how often it occurs

  /**
   * @param words a window
   */
  WindowSource(int words) {
    this.window = new long[words];
  }

  /** Of windows in memory. */
  static WindowSource of(SortedWindows windows) {
    return new WindowSource(windows.words().length) {
      private int next;

      @Override
      boolean read(long[] window) {
        if (next == windows.size()) {
          return false;
        }
        for (int w = 0; w < window.length; w++) {
          window[w] = windows.words()[w][next];
        }
        count = windows.counts()[next++];
        return true;
      }
    };
  }

  /** Goes on to the next one; false at the end. */
  boolean next() throws IOException {
    return read(window);
  }

  /** Reads the next one's words, and sets {@link #count}. */
  abstract boolean read(long[] window) throws IOException;

  /** By the present window. */
  @Override
  public int compareTo(WindowSource other) {
    for (int w = 0; w < window.length; w++) {
      int order = Long.compare(window[w], other.window[w]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
