package dev.prose.token;

import java.io.Serializable;

/**
 * Where a text can be cut so that its parts have, one after the other, the tokens of the whole. A
 * place is known by the two characters at it; where that does not tell, the answer is no.
 */
@FunctionalInterface
public interface TextCuts extends Serializable {
  /**
   * Whether, in every text, a cut between these two characters leaves the tokens on both sides as
   * they are.
   *
   * @param before a code point
   * @param after the code point that follows it
   */
  boolean between(int before, int after);

  /** Whether there are characters to cut between. */
  default boolean any() {
    return true;
  }
}
