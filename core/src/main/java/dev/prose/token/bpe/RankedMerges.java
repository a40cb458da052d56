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
  private final TokenTable tokens;
  private int[] starts = new int[16]; // of a token's parts, and its end

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
        left[size] = tokens.find(bytes, 0, ranked.starts[1]);
        right[size] = tokens.find(bytes, ranked.starts[1], bytes.length);
        result[size++] = id;
      }
    }
    return new MergeTable(
        Arrays.copyOf(left, size), Arrays.copyOf(right, size), Arrays.copyOf(result, size));
  }

  /** Merges a token's bytes as far as lower ranks go, and returns how many parts are left. */
  private int parts(byte[] bytes, int below) {
    if (starts.length <= bytes.length) {
      starts = new int[2 * bytes.length];
    }
    Arrays.setAll(starts, i -> i);
    int parts = bytes.length;
    while (parts > 1) {
      int best = -1;
      int lowest = below;
      for (int i = 0; i + 2 <= parts; i++) {
        int rank = tokens.find(bytes, starts[i], starts[i + 2]);
        if (rank != TokenTable.NONE && rank < lowest) {
          best = i;
          lowest = rank;
        }
      }
      if (best < 0) {
        return parts;
      }
      System.arraycopy(starts, best + 2, starts, best + 1, parts - best - 1);
      parts--;
    }
    return parts;
  }
}
