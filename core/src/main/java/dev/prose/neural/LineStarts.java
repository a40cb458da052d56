package dev.prose.neural;

import dev.prose.data.Batch;
import java.util.OptionalInt;

/**
 * Where lines begin, if each is a text of its own. A line begins with the token that ends the one
 * before it, which stands for "here a line begins".
 *
 * @param lineEnd the token; empty if all is one text
 */
public record LineStarts(OptionalInt lineEnd) {
  /** All is one text. */
  public static final LineStarts NONE = new LineStarts(OptionalInt.empty());

  public static LineStarts at(int lineEnd) {
    return new LineStarts(OptionalInt.of(lineEnd));
  }

  /** Whether a line begins with this token. */
  public boolean begins(int token) {
    return lineEnd.isPresent() && lineEnd.getAsInt() == token;
  }

  /**
   * The first position of a window that each of its positions sees.
   *
   * @param first [position], overwritten: the last position up to it at which a line begins, or 0
   */
  public void firstSeen(Batch batch, int window, int[] first) {
    int start = 0;
    int offset = window * batch.blockSize();
    for (int t = 0; t < batch.blockSize(); t++) {
      if (begins(batch.inputs()[offset + t])) {
        start = t;
      }
      first[t] = start;
    }
  }
}
