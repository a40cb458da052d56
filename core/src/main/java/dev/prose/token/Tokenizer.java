package dev.prose.token;

/**
 * Turns text into token ids and back. Ids are 0 to {@link #vocabularySize()} - 1. Immutable and
 * safe for use by several threads.
 */
public interface Tokenizer {
  /** How many different tokens there are, V. */
  int vocabularySize();

  /**
   * The ids of a text, in order.
   *
   * @throws UnknownCharacterException if the text has a character that no token covers
   */
  int[] encode(CharSequence text);

  /**
   * The text of one token.
   *
   * @throws IndexOutOfBoundsException if there is no such id
   */
  String decode(int id);

  /**
   * The text of a sequence of tokens: {@code decode(encode(s))} equals {@code s} for every {@code
   * s} that can be encoded without replacing or skipping.
   *
   * @throws IndexOutOfBoundsException if there is no such id
   */
  default String decode(int[] ids) {
    StringBuilder text = new StringBuilder(ids.length);
    for (int id : ids) {
      text.append(decode(id));
    }
    return text.toString();
  }
}
