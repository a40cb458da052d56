package dev.prose.model;

/**
 * A place in a sequence, as a model sees it: it knows the tokens so far and predicts the next. Not
 * safe for use by several threads; open one cursor per thread.
 */
public interface Cursor {
  /**
   * Writes the natural logarithms of the probabilities of all tokens to come next, in nats.
   *
   * @param target [vocabulary], overwritten; the exponentials add up to 1, except in an imported
   *     model whose numbers do not
   * @throws IllegalArgumentException if the target's length is not the vocabulary's size
   */
  void logProbabilities(float[] target);

  /**
   * Refuses an array whose length is not the vocabulary's size.
   *
   * @param length the array's length
   * @throws IllegalArgumentException if it is not the vocabulary's size
   */
  static void requireVocabularySized(int length, int vocabularySize) {
    if (length != vocabularySize) {
      throw new IllegalArgumentException(
          "the target has room for %d tokens, but the vocabulary has %d"
              .formatted(length, vocabularySize));
    }
  }

  /**
   * The natural logarithm of one token's probability of coming next, in nats. Asking for a token
   * and then advancing by it is the fastest way along a sequence.
   *
   * @throws IndexOutOfBoundsException if there is no such token
   */
  double logProbability(int token);

  /**
   * Moves on by one token.
   *
   * @throws IndexOutOfBoundsException if there is no such token
   */
  void advance(int token);
}
