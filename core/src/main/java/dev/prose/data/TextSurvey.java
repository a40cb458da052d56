package dev.prose.data;

import dev.prose.token.Tokenizer;
import java.io.Serializable;

/**
 * What a {@link Tokenization} has to know of a text to make its tokenizer: its characters, its
 * words or its pieces, and how often they occur. Parts of a text can be surveyed apart, by several
 * machines, if they are cut where the tokenization allows it; put together, they give the tokenizer
 * of the whole. Not safe for use by several threads.
 */
public interface TextSurvey extends Serializable {
  /** Goes on with the first {@code count} code points of an array. */
  void add(int[] codePoints, int count);

  /** Ends the part: what is added next, or by {@link #add(TextSurvey)}, is another one. */
  void end();

  /**
   * Takes in all of another survey, of the same tokenization and at its end.
   *
   * @throws IllegalArgumentException if it is of another kind
   */
  void add(TextSurvey other);

  /** The tokenizer for all parts that came so far. */
  Tokenizer tokenizer();
}
