package dev.prose.token.bpe;

/**
 * Which merge is made of two single bytes, for all of them: each piece that is merged begins with
 * such pairs, most of its questions are about them, and here each takes one look.
 */
final class BytePairs {
  private static final int BYTES = 1 << Byte.SIZE;

  private final int[] ofBytes; // [byte, unsigned]: its token
  private final int[] ranks = new int[BYTES * BYTES]; // [first << 8 | second]

  /**
   * @param ofBytes the token of each byte
   */
  BytePairs(MergeTable merges, int[] ofBytes) {
    this.ofBytes = ofBytes;
    for (int first = 0; first < BYTES; first++) {
      for (int second = 0; second < BYTES; second++) {
        ranks[first << Byte.SIZE | second] = merges.rank(ofBytes[first], ofBytes[second]);
      }
    }
  }

  int token(byte value) {
    return ofBytes[value & 0xFF];
  }

  /** The rank of the merge of two bytes, or {@link MergeTable#NEVER}. */
  int rank(byte first, byte second) {
    return ranks[(first & 0xFF) << Byte.SIZE | (second & 0xFF)];
  }
}
