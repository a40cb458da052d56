package dev.prose.mixture;

/** The last positions of a text that is walked along, for those kinds that look at nothing else. */
final class Recent {
  private static final int ROOM = 2 * Window.LENGTH;

  private final long[][] keys; // [windowed kind][position], the last ones behind each other
  private final int[] symbols = new int[ROOM]; // [position], what came there
  private final Window window;
  private int size;

  Recent(int kinds, int vocabularySize) {
    this.keys = new long[kinds][ROOM];
    this.window = new Window(vocabularySize);
  }

  /** Shows what came after a kind's key. */
  void look(int kind, long key, Votes votes) {
    window.look(key, keys[kind], symbols, Math.max(0, size - Window.LENGTH), size, votes);
  }

  /**
   * Takes note of what came.
   *
   * @param keysThere of all kinds, the windowed ones last
   */
  void add(long[] keysThere, int symbol) {
    if (size == ROOM) {
      forgetHalf();
    }
    int first = keysThere.length - keys.length;
    for (int kind = 0; kind < keys.length; kind++) {
      keys[kind][size] = keysThere[first + kind];
    }
    symbols[size++] = symbol;
  }

  private void forgetHalf() {
    for (long[] ofKind : keys) {
      System.arraycopy(ofKind, Window.LENGTH, ofKind, 0, Window.LENGTH);
    }
    System.arraycopy(symbols, Window.LENGTH, symbols, 0, Window.LENGTH);
    size = Window.LENGTH;
  }
}
