package dev.prose.token.bpe;

import java.util.Arrays;

/**
 * The tokens that stand on one side of a new token: how often each does, and where the pairs are
 * that they make. Used for one new token after another.
 */
final class Neighbours {
  private static final int[] NOWHERE = {};

  private final long[] counts; // [token]
  private final int[] entries; // [token] how many of its places are kept
  private final int[][] places; // [token] while they are put together
  private int[] tokens = new int[16]; // each once, in the order of their first entries
  private int size;
  private int[] entryTokens = new int[1 << 10]; // [entry]
  private int[] entryPlaces = new int[1 << 10]; // [entry]
  private int entryCount;

  /**
   * @param mostTokens how many tokens there can be
   */
  Neighbours(int mostTokens) {
    this.counts = new long[mostTokens];
    this.entries = new int[mostTokens];
    this.places = new int[mostTokens][];
    Arrays.fill(places, NOWHERE);
  }

  /**
   * Adds an entry. Places come in ascending order.
   *
   * @param place where the pair begins
   * @param count how often the piece occurs which it is in
   */
  void add(int token, int place, long count) {
    if (entries[token]++ == 0) {
      tokens = size == tokens.length ? Arrays.copyOf(tokens, 2 * size) : tokens;
      tokens[size++] = token;
    }
    counts[token] += count;
    if (entryCount == entryTokens.length) {
      entryTokens = Arrays.copyOf(entryTokens, 2 * entryCount);
      entryPlaces = Arrays.copyOf(entryPlaces, 2 * entryCount);
    }
    entryTokens[entryCount] = token;
    entryPlaces[entryCount++] = place;
  }

  /** Takes occurrences away from a token; none from one that does not stand there. */
  void subtract(int token, long count) {
    counts[token] -= count;
  }

  int size() {
    return size;
  }

  /** One of the tokens, in the order of their first entries. */
  int token(int index) {
    return tokens[index];
  }

  /** How often a token stands there; 0 if it does not. */
  long count(int token) {
    return counts[token];
  }

  /**
   * Gives each token that stands there often enough its places, which {@link #places} hands out.
   */
  void gather(long minimumCount) {
    for (int i = 0; i < size; i++) {
      int token = tokens[i];
      places[token] = counts[token] >= minimumCount ? new int[entries[token]] : NOWHERE;
      entries[token] = 0;
    }
    for (int entry = 0; entry < entryCount; entry++) {
      int token = entryTokens[entry];
      int[] tokenPlaces = places[token];
      if (tokenPlaces.length > 0) {
        tokenPlaces[entries[token]++] = entryPlaces[entry];
      }
    }
  }

  /** A token's places in ascending order; none if it is too rare. */
  int[] places(int token) {
    return places[token];
  }

  /** Makes room for the neighbours of another token. */
  void clear() {
    for (int i = 0; i < size; i++) {
      counts[tokens[i]] = 0;
      entries[tokens[i]] = 0;
      places[tokens[i]] = NOWHERE;
    }
    size = 0;
    entryCount = 0;
  }
}
