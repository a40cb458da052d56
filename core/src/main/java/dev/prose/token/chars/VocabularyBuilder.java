package dev.prose.token.chars;

import dev.prose.text.InvalidDataException;
import java.util.BitSet;

/** Collects the distinct code points of a text that comes in chunks. */
public final class VocabularyBuilder {
  private static final int LOW = 1 << 8;

  private final BitSet seen = new BitSet();
  private final boolean[] seenLow = new boolean[LOW]; // the frequent ones, without a bit set's cost

  /** Adds the first {@code count} code points of an array. */
  public void add(int[] codePoints, int count) {
    mark(codePoints, count, seenLow, seen);
  }

  private static void mark(int[] codePoints, int count, boolean[] seenLow, BitSet seen) {
    for (int i = 0; i < count; i++) {
      if (codePoints[i] < LOW) {
        seenLow[codePoints[i]] = true;
      } else {
        seen.set(codePoints[i]);
      }
    }
  }

  /**
   * The vocabulary of the text so far.
   *
   * @throws InvalidDataException if the text has half a surrogate pair, which is not a character
   */
  public Vocabulary build() {
    for (int codePoint = 0; codePoint < LOW; codePoint++) {
      seen.set(codePoint, seenLow[codePoint]);
    }
    return Vocabulary.ofCodePoints(seen.stream().toArray());
  }
}
