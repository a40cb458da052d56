package dev.prose.token.bpe;

import java.io.Serializable;

/**
 * How to train byte-pair encoding.
 *
 * @param vocabularySize how many tokens there may be: the 256 bytes, and one for each merge. A text
 *     that has too few pairs gives fewer.
 * @param minimumCount how often a pair must occur to be merged
 */
public record BpeOptions(int vocabularySize, long minimumCount) implements Serializable {
  /**
   * Twice. A pair that occurs once makes a token that is of no use anywhere else, and the last
   * thousands of a large vocabulary would spell out a small text's rarest words. Sennrich's
   * subword-nmt has this limit, and so has Hugging Face's {@code ByteLevelBPETokenizer.train}; its
   * {@code BpeTrainer}, minbpe and nanochat's trainer merge whatever occurs.
   */
  public static final long DEFAULT_MINIMUM_COUNT = 2;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public BpeOptions {
    if (vocabularySize < Merges.BYTES) {
      throw new IllegalArgumentException(
          "vocabulary size must be at least %d, one token for each byte, but is %d"
              .formatted(Merges.BYTES, vocabularySize));
    }
    if (minimumCount < 1) {
      throw new IllegalArgumentException(
          "minimum count must be at least 1, but is " + minimumCount);
    }
  }

  /**
   * With the default minimum count.
   *
   * @throws IllegalArgumentException if there is not a token for each byte
   */
  public BpeOptions(int vocabularySize) {
    this(vocabularySize, DEFAULT_MINIMUM_COUNT);
  }
}
