package dev.prose.mixture;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the shortest contexts of the chain predict, kept for as long as the counts do not change: in
 * a small vocabulary it depends on the last character alone, and most positions have had it before.
 */
final class Bases {
  private static final int LARGE_VOCABULARY = 1 << 8;

  private final int vocabularySize;
  private @Nullable Base ofNothing; // what the shortest context alone predicts
  private @Nullable Base[] kept; // [last character + 1]; empty in a large vocabulary
  private int last;

  Bases(int vocabularySize) {
    this.vocabularySize = vocabularySize;
    this.kept = new Base[vocabularySize < LARGE_VOCABULARY ? vocabularySize + 1 : 0];
  }

  /**
   * Begins the votes at a position, with the base if it is known. The caller then adds the counts
   * of the remaining kinds, and {@link #complete} the base.
   *
   * @param before the character before the position, or {@link History#NOTHING}
   */
  void begin(int before, Votes votes) {
    last = before;
    @Nullable Base known = kept.length == 0 ? null : kept[before + 1];
    if (known != null) {
      votes.beginWith(known);
    } else if (ofNothing != null) {
      votes.beginAt(1);
    } else {
      votes.beginAt(0);
    }
  }

  /** Completes votes that have the counts of all kinds. */
  void complete(Votes votes) {
    if (votes.hasBase()) {
      return;
    }
    Base base = votes.ownBase(vocabularySize);
    if (kept.length > 0) {
      base = new Base(vocabularySize);
      kept[last + 1] = base;
    }
    base.begin(ofNothing(votes));
    for (int kind = 1; kind <= ContextKind.BASE; kind++) {
      base.add(votes, kind);
    }
    votes.setBase(base);
  }

  private Base ofNothing(Votes votes) {
    if (ofNothing == null) {
      ofNothing = new Base(vocabularySize);
      ofNothing.begin();
      ofNothing.add(votes, 0);
    }
    return ofNothing;
  }

  /** Forgets everything. Call it when counts of the shortest contexts have changed. */
  void forget() {
    ofNothing = null;
    Arrays.fill(kept, null);
  }
}
