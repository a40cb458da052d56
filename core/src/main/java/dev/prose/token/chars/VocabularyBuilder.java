package dev.prose.token.chars;

import dev.prose.data.TextSurvey;
import dev.prose.text.InvalidDataException;
import dev.prose.token.OnUnknown;
import java.util.BitSet;

/** Collects the distinct code points of a text that comes in chunks. */
public final class VocabularyBuilder implements TextSurvey {
  private static final int LOW = 1 << 8;

  private final BitSet seen = new BitSet();
  private final boolean[] seenLow = new boolean[LOW]; // the frequent ones, without a bit set's cost

  @Override
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

  @Override
  public void end() {
    // A character is not cut.
  }

  @Override
  public void add(TextSurvey other) {
    if (!(other instanceof VocabularyBuilder builder)) {
      throw new IllegalArgumentException("no survey of characters: " + other.getClass());
    }
    seen.or(builder.seen);
    for (int codePoint = 0; codePoint < LOW; codePoint++) {
      seenLow[codePoint] |= builder.seenLow[codePoint];
    }
  }

  @Override
  public CharTokenizer tokenizer() {
    return new CharTokenizer(build(), OnUnknown.ERROR);
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
