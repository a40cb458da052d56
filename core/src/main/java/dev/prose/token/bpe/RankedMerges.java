package dev.prose.token.bpe;

import java.util.Arrays;

/**
 * Finds the merges of a vocabulary in which a token's id is its rank: a token is made of the two
 * parts that are left of its bytes when all merges of lower ranks have been made. A token of which
 * more parts are left is no merge's result; only a whole piece becomes it.
 *
 * <p>Source: {@code byte_pair_merge} of OpenAI's tiktoken, 2022, which merges whatever two parts
 * next to each other are together the bytes of the token with the lowest rank.
 */
final class RankedMerges {
  private static final int GONE = -1;

  private final TokenTable tokens;
  private final PairHeap heap = new PairHeap(); // where two parts begin, and minus their rank
  private int[] next = new int[16]; // [where a part begins] where the next one does, or GONE
  private int[] previous = new int[16]; // and the one before

  private RankedMerges(TokenTable tokens) {
    this.tokens = tokens;
  }

  static MergeTable of(TokenTable tokens) {
    int[] left = new int[tokens.size()];
    int[] right = new int[tokens.size()];
    int[] result = new int[tokens.size()];
    int size = 0;
    RankedMerges ranked = new RankedMerges(tokens);
    for (int id = 0; id < tokens.size(); id++) {
      byte[] bytes = tokens.bytes(id);
      if (ranked.parts(bytes, id) == 2) {
        int middle = ranked.next[0];
        left[size] = tokens.find(bytes, 0, middle);
        right[size] = tokens.find(bytes, middle, bytes.length);
        result[size++] = id;
      }
    }
    return new MergeTable(
        Arrays.copyOf(left, size), Arrays.copyOf(right, size), Arrays.copyOf(result, size));
  }

  /**
   * Merges a token's bytes as far as lower ranks go, and returns how many parts are left. A file
   * may have tokens of megabytes, so that it must not take the square of their length.
   */
  private int parts(byte[] bytes, int below) {
    if (next.length < bytes.length) {
      next = new int[bytes.length];
      previous = new int[bytes.length];
    }
    for (int i = 0; i < bytes.length; i++) {
      next[i] = i + 1;
      previous[i] = i - 1;
    }
    for (int i = 0; i < bytes.length; i++) {
      add(bytes, i, below);
    }
    int parts = bytes.length;
    while (!heap.isEmpty()) {
      int start = (int) heap.pair();
      int rank = (int) -heap.count();
      heap.remove();
      if (isThere(start, rank, bytes.length)) {
        merge(start, bytes.length);
        parts--;
        add(bytes, start, below);
        if (start > 0) {
          add(bytes, previous[start], below);
        }
      }
    }
    return parts;
  }

  /** Adds the two parts of which the first begins at a place, if they are together a token. */
  private void add(byte[] bytes, int start, int below) {
    int middle = next[start];
    if (middle < bytes.length) {
      int rank = tokens.find(bytes, start, next[middle]);
      if (rank != TokenTable.NONE && rank < below) {
        heap.add(start, -rank);
      }
    }
  }

  /** Whether two parts are still as they were added, and none of them has been merged since. */
  private boolean isThere(int start, int rank, int length) {
    int middle = next[start];
    return middle != GONE && middle < length && next[middle] - start == tokens.length(rank);
  }

  private void merge(int start, int length) {
    int gone = next[start];
    int after = next[gone];
    next[start] = after;
    next[gone] = GONE;
    if (after < length) {
      previous[after] = start;
    }
  }
}
