package dev.prose.token.bpe;

/**
 * Merges the tokens of one piece of a text: of all pairs next to each other, the one whose merge
 * has the lowest rank, the leftmost of these, then the same again, until none can be merged. Not
 * safe for use by several threads.
 *
 * <p>The pairs are in a tournament: each is compared with the one beside it, the lower one with the
 * winner of the next two, and so on up to the one that is merged next. A merge changes three of
 * them, so that n bytes take n log n steps. A megabyte of one letter was encoded several times as
 * fast as with a heap of pairs, of which most are out of date when they come up.
 */
final class Merging {
  private static final long NEVER = Long.MAX_VALUE;

  private final MergeTable merges;
  private final BytePairs bytePairs;
  private int[] ids = new int[64]; // [byte at which the token begins]
  private int[] next = new int[64]; // [byte at which a token begins] where the next one does
  private int[] previous = new int[64]; // and the one before
  private long[] lowest = new long[128]; // node i has the lower one of nodes 2i and 2i + 1

  Merging(MergeTable merges, BytePairs bytePairs) {
    this.merges = merges;
    this.bytePairs = bytePairs;
  }

  /** Merges the bytes of a piece, and returns how many tokens are left: see {@link #ids}. */
  int merge(byte[] utf8, int from, int to) {
    int length = to - from;
    reserve(length);
    for (int i = 0; i < length; i++) {
      ids[i] = bytePairs.token(utf8[from + i]);
      next[i] = i + 1;
      previous[i] = i - 1;
    }
    // The pair of byte i and the next one is the leaf at length + i.
    for (int i = 0; i < length - 1; i++) {
      lowest[length + i] = pair(bytePairs.rank(utf8[from + i], utf8[from + i + 1]), i);
    }
    lowest[2 * length - 1] = NEVER;
    for (int node = length - 1; node > 0; node--) {
      lowest[node] = Math.min(lowest[2 * node], lowest[2 * node + 1]);
    }
    while (lowest[1] != NEVER) {
      mergeAt((int) lowest[1], (int) (lowest[1] >>> Integer.SIZE), length);
    }
    int size = 0;
    for (int i = 0; i < length; i = next[i]) {
      ids[size++] = ids[i];
    }
    return size;
  }

  /** The tokens of the last piece; as many as {@link #merge} returned. */
  int[] ids() {
    return ids;
  }

  private void reserve(int length) {
    if (ids.length < length) {
      int room = Math.max(length, (int) Math.min(2L * ids.length, 1 << 29));
      ids = new int[room];
      next = new int[room];
      previous = new int[room];
      lowest = new long[Math.multiplyExact(2, room)];
    }
  }

  private void mergeAt(int at, int rank, int length) {
    int gone = next[at];
    int after = next[gone];
    ids[at] = merges.result(rank);
    next[at] = after;
    replace(length + gone, NEVER);
    if (after < length) {
      previous[after] = at;
      replace(length + at, pair(merges.rank(ids[at], ids[after]), at));
    } else {
      replace(length + at, NEVER);
    }
    int before = previous[at];
    if (before >= 0) {
      replace(length + before, pair(merges.rank(ids[before], ids[at]), before));
    }
  }

  private static long pair(int rank, int at) {
    return rank == MergeTable.NEVER ? NEVER : (long) rank << Integer.SIZE | at;
  }

  private void replace(int leaf, long pair) {
    lowest[leaf] = pair;
    for (int node = leaf / 2; node > 0; node /= 2) {
      long lower = Math.min(lowest[2 * node], lowest[2 * node + 1]);
      if (lowest[node] == lower) {
        return;
      }
      lowest[node] = lower;
    }
  }
}
