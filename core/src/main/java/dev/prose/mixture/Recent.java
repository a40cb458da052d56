package dev.prose.mixture;

import java.util.Arrays;

/**
 * The last positions of a text, for the windowed kinds, as a cursor advances through it. For each
 * kind, positions whose keys fall into one bucket are linked, from the last one back.
 */
final class Recent {
  private static final long NONE = -1;
  private static final int BUCKETS = 2 * Window.LENGTH; // a power of 2
  private static final int MASK = Window.LENGTH - 1;

  private final long[][] keys; // [windowed kind][position, modulo the window's length]
  private final long[][] previous; // likewise: the position before it in the bucket
  private final long[][] last; // [windowed kind][bucket]
  private final int[] symbols = new int[Window.LENGTH]; // [position, modulo the length]
  private final Window window;
  private long size; // positions so far

  Recent(int kinds, int vocabularySize) {
    this.keys = new long[kinds][Window.LENGTH];
    this.previous = new long[kinds][Window.LENGTH];
    this.last = new long[kinds][BUCKETS];
    for (long[] ofKind : last) {
      Arrays.fill(ofKind, NONE);
    }
    this.window = new Window(vocabularySize);
  }

  /** Adds what came after a kind's key to the votes. */
  void look(int kind, long key, Votes votes) {
    long first = Math.max(0, size - Window.LENGTH);
    for (long i = last[kind][bucket(key)]; i >= first; i = previous[kind][place(i)]) {
      if (keys[kind][place(i)] == key) {
        window.see(symbols[place(i)]);
      }
    }
    window.tell(votes);
  }

  /**
   * Records the symbol at the next position.
   *
   * @param keysThere the keys of all kinds at this position, the windowed ones last
   */
  void add(long[] keysThere, int symbol) {
    int place = place(size);
    int firstKey = keysThere.length - keys.length;
    for (int kind = 0; kind < keys.length; kind++) {
      long key = keysThere[firstKey + kind];
      keys[kind][place] = key;
      previous[kind][place] = last[kind][bucket(key)];
      last[kind][bucket(key)] = size;
    }
    symbols[place] = symbol;
    size++;
  }

  private static int bucket(long key) {
    return (int) key & (BUCKETS - 1); // keys are hashes already
  }

  private static int place(long position) {
    return (int) position & MASK;
  }
}
