package dev.prose.smooth;

import dev.prose.data.Tokens;
import dev.prose.random.SplitMix64;

/**
 * A text of made-up words whose frequencies fall as Zipf says, spelt in 40 characters and divided
 * by spaces (0) and newlines (1): as a natural one, it has few n-grams that occur often and many
 * that occur once.
 */
final class GeneratedText {
  static final int VOCABULARY = 42;
  private static final int WORDS = 5000;

  private GeneratedText() {}

  static Tokens of(long seed, int size) {
    SplitMix64 random = new SplitMix64(seed);
    int[][] words = new int[WORDS][];
    for (int w = 0; w < WORDS; w++) {
      words[w] = new int[1 + random.nextInt(8)];
      for (int i = 0; i < words[w].length; i++) {
        words[w][i] = 2 + (int) (40 * Math.pow(random.nextDouble(), 3));
      }
    }
    int[] ids = new int[size];
    int written = 0;
    while (written < size) {
      int[] word = words[(int) Math.pow(WORDS, random.nextDouble()) - 1];
      int length = Math.min(word.length, size - written);
      System.arraycopy(word, 0, ids, written, length);
      written += length;
      if (written < size) {
        ids[written++] = random.nextInt(10) == 0 ? 1 : 0;
      }
    }
    return Tokens.of(ids, VOCABULARY);
  }
}
