package dev.prose.count;

/**
 * How windows of tokens become words of 63 bits that compare as the windows do, token by token. A
 * token takes as many bits as the vocabulary needs; the place of one that is missing at a window's
 * end holds 0, so that a window comes before all that it begins.
 *
 * @param length tokens a window
 * @param bits bits a token
 * @param perWord tokens a word
 * @param words words a window
 */
record WindowPacking(int length, int bits, int perWord, int words) {
  private static final int WORD = 63; // bits, so that no word is negative

  static WindowPacking of(int length, int vocabularySize) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(vocabularySize); // of V, as 0 means none
    int perWord = Math.min(WORD / bits, length);
    return new WindowPacking(length, bits, perWord, (length + perWord - 1) / perWord);
  }

  /** How many of a word's bits are in use. */
  int bitsOfWord() {
    return bits * perWord;
  }

  /**
   * The words of the window that begins at a token and goes on as another window does, which begins
   * at the token after it.
   *
   * @param following [word], overwritten with the result
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
    int unused = words * perWord - length; // places of the last word that no token has
    if (unused > 0) {
      following[words - 1] &= -1L << (unused * bits);
    }
  }

  /** A token of a window, or -1 where it is missing. */
  int token(long word, int place) {
    return (int) (word >>> (bits * (perWord - 1 - place)) & ((1L << bits) - 1)) - 1;
  }
}
