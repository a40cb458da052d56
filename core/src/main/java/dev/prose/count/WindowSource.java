package dev.prose.count;

import java.io.IOException;

/** Reads windows in ascending order, one at a time. */
abstract class WindowSource implements Comparable<WindowSource> {
  final long[] window; // the current window's words
  int count; // of the current window

  /**
   * @param words words per window
   */
  WindowSource(int words) {
    this.window = new long[words];
  }

  /** Reads windows from memory. */
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

  /** Goes on to the next window; returns false at the end. */
  boolean next() throws IOException {
    return read(window);
  }

  /** Reads the next window's words, and sets {@link #count}; returns false at the end. */
  abstract boolean read(long[] window) throws IOException;

  /** Compares the current windows. */
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
