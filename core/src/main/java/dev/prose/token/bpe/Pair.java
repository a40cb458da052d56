package dev.prose.token.bpe;

/** Two tokens side by side, packed into a number: ordered by the first, then by the second. */
final class Pair {
  private Pair() {}

  static long of(int first, int second) {
    return (long) first << Integer.SIZE | second;
  }

  static int first(long pair) {
    return (int) (pair >>> Integer.SIZE);
  }

  static int second(long pair) {
    return (int) pair;
  }
}
