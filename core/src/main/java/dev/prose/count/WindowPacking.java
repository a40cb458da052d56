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
public record WindowPacking(int length, int bits, int perWord, int words) {
  private static final int WORD = 63; // bits, so that no word is negative

  /**
   * The packing of windows.
   *
   * @param length tokens per window, at least 1
   * @param vocabularySize number of different tokens, V
   * @throws IllegalArgumentException if one is below 1
   */
  public static WindowPacking of(int length, int vocabularySize) {
    if (length < 1 || vocabularySize < 1) {
      throw new IllegalArgumentException(
          "there are no windows of %d tokens of %,d".formatted(length, vocabularySize));
    }
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
  public void prepend(int token, long[] following) {
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

  /**
   * A token of a window, or -1 where it is missing.
   *
   * @param window its words
   * @param place from 0 to the length - 1
   */
  public int token(long[] window, int place) {
    return token(window[place / perWord], place % perWord);
  }

  /** How many tokens of a window are not missing. */
  public int tokens(long[] window) {
    int tokens = 0;
    while (tokens < length && token(window, tokens) >= 0) {
      tokens++;
    }
    return tokens;
  }

  /**
   * How many tokens two windows begin with that are the same: up to the length, missing ones too.
   */
  public int shared(long[] window, long[] other) {
    int shared = 0;
    while (shared < length && token(window, shared) == token(other, shared)) {
      shared++;
    }
    return shared;
  }

  /** A token of a word, or -1 where it is missing. */
  int token(long word, int place) {
    return (int) (word >>> (bits * (perWord - 1 - place)) & ((1L << bits) - 1)) - 1;
  }
}
