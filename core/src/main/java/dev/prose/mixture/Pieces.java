package dev.prose.mixture;

/**
 * A loop over a whole text as many short ones, each of them a call. What is called often is
 * compiled by the optimizing compiler soon; a loop that runs once, however long, has to wait for it
 * (see docs/adr/0003-start-up.md).
 */
final class Pieces {
  private static final int LENGTH = 1 << 12;

  private Pieces() {}

  /** One of the short loops. */
  @FunctionalInterface
  interface Piece {
    /** Goes from one index (inclusive) to another one (exclusive). */
    void run(int from, int to);
  }

  static void forEach(int from, int to, Piece piece) {
    for (int start = from; start < to; start += LENGTH) {
      piece.run(start, Math.min(to, start + LENGTH));
    }
  }
}
