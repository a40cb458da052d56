package dev.prose.mixture;

/**
 * Splits a loop over a whole text into many short calls. A method that is called often soon reaches
 * the optimizing compiler; a loop that runs only once, however long, waits for it (see
 * docs/adr/0003-start-up.md).
 */
final class Pieces {
  private static final int LENGTH = 1 << 12;

  private Pieces() {}

  /** One of the short loops. */
  @FunctionalInterface
  interface Piece {
    /** Loops from one index (inclusive) to another (exclusive). */
    void run(int from, int to);
  }

  static void forEach(int from, int to, Piece piece) {
    for (int start = from; start < to; start += LENGTH) {
      piece.run(start, Math.min(to, start + LENGTH));
    }
  }
}
