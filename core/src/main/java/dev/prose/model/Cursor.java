package dev.prose.model;

/**
 * A place in a sequence, as a model sees it: it knows the tokens so far and predicts the next. Not
 * safe for use by several threads; open one cursor a thread.
 */
public interface Cursor {
  /**
   * Writes the natural logarithm of the next token's probabilities, in nats.
   *
   * @param target [vocabulary], overwritten; {@code exp} of it sums to 1, unless the model was made
   *     elsewhere of numbers that do not
   * @throws IllegalArgumentException if its length is not the vocabulary's size
   */
  void logProbabilities(float[] target);

  /**
   * Refuses an array for all tokens that is of another length.
   *
   * @param length the array's
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
   * The natural logarithm of one token's probability, in nats. Asking for what comes next and then
   * advancing to it is the fastest way along a sequence.
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
