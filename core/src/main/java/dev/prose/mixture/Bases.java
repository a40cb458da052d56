package dev.prose.mixture;

import org.jspecify.annotations.Nullable;

/**
 * What the shortest contexts of the chain predict, kept for as long as the counts do not change: in
 * a small vocabulary it depends on the last character alone, and most positions have had it before.
 */
final class Bases {
  private static final int LARGE_VOCABULARY = 1 << 8;

  private final int vocabularySize;
  private @Nullable Base[] kept; // [last character + 1]; empty in a large vocabulary
  private int last;

  Bases(int vocabularySize) {
    this.vocabularySize = vocabularySize;
    this.kept = nothing();
  }

  private @Nullable Base[] nothing() {
    return new Base[vocabularySize < LARGE_VOCABULARY ? vocabularySize + 1 : 0];
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
    if (known == null) {
      votes.clear();
    } else {
      votes.beginWith(known);
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
    base.set(votes);
    votes.setBase(base);
  }

  /** Forgets everything. Call it when counts of the shortest contexts have changed. */
  void forget() {
    kept = nothing();
  }
}
