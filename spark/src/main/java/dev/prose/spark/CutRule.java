package dev.prose.spark;

import dev.prose.token.FixedCuts;
import dev.prose.token.TextCuts;
import java.io.Serializable;

/**
 * Where a text may be cut into slices.
 *
 * @param lines whether at the ends of lines alone, because each is a text of its own
 * @param anywhere whether between any two characters
 * @param cuts between which characters, otherwise
 */
record CutRule(boolean lines, boolean anywhere, TextCuts cuts) implements Serializable {
  static CutRule of(boolean lines, TextCuts cuts) {
    return new CutRule(lines, cuts.equals(FixedCuts.ANYWHERE), cuts);
  }

  /** Whether it may be cut at all. */
  boolean allowsAny() {
    return lines || cuts.any();
  }

  /** Whether it may be cut where a file begins, whatever characters are there. */
  boolean allowsFileStart() {
    return lines || anywhere;
  }
}
