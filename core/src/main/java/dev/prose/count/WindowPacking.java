package dev.prose.count;

/**
 * Packs windows of tokens into words of 63 bits that compare like the windows, token by token. A
 * token takes as many bits as the vocabulary needs. The place of a missing token at a window's end
 * holds 0, so that a window sorts before all longer ones that begin with it.
 *
 * @param length tokens per window
 * @param bits bits per token
 * @param perWord tokens per word
 * @param words words per window
 */
record WindowPacking(int length, int bits, int perWord, int words) {
  private static final int WORD = 63; // bits, so that no word is negative

  static WindowPacking of(int length, int vocabularySize) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(vocabularySize); // of V: 0 means none
    int perWord = Math.min(WORD / bits, length);
    return new WindowPacking(length, bits, perWord, (length + perWord - 1) / perWord);
  }

  /** Number of bits of a word that are used. */
  int bitsOfWord() {
    return bits * perWord;
  }

  /**
   * Puts a token in front of a window, and drops the window's last token.
   *
   * @param following [word], the window after the token; overwritten with the result
   */
  void prepend(int token, long[] following) {
    long carry = token + 1L;
    int shift = bits * (perWord - 1);
    long lowest = (1L << bits) - 1;
    for (int w = 0; w < words; w++) {
      long falling = following[w] & lowest;
      following[w] = (following[w] >>> bits) | (carry << shift);
      carry = falling;
    }
    int unused = words * perWord - length; // token places of the last word beyond the window
    if (unused > 0) {
      following[words - 1] &= -1L << (unused * bits);
    }
  }

  /** A token of a window, or -1 where it is missing. */
  int token(long word, int place) {
    return (int) (word >>> (bits * (perWord - 1 - place)) & ((1L << bits) - 1)) - 1;
  }
}
