package dev.prose.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the shortest contexts of the chain predict, kept for as long as the counts do not change: it
 * depends on the last character alone, and most positions have had it before. In a large vocabulary
 * only some are kept, of the characters that come first, among which are the frequent ones.
 */
final class Bases {
  private static final int MOST_NUMBERS = 1 << 21; // in all bases that are kept

  private static final int NOT_KEPT = -1;

  private final int vocabularySize;
  private final int most;
  private final Base ofNothing; // what the shortest context alone predicts
  private boolean unknown = true; // whether that is still to be found out
  private final int[] places; // [last character + 1]: where its base is, or NOT_KEPT
  private final List<Base> kept = new ArrayList<>(); // first those in use
  private final int[] owners; // [place]: the character, plus 1, whose base is there
  private int used; // places
  private int last;

  Bases(int vocabularySize) {
    this(vocabularySize, Math.min(vocabularySize + 1, MOST_NUMBERS / (2 * vocabularySize)));
  }

  /**
   * @param most bases to be kept
   */
  Bases(int vocabularySize, int most) {
    this.vocabularySize = vocabularySize;
    this.most = most;
    this.ofNothing = new Base(vocabularySize);
    this.places = new int[vocabularySize + 1];
    this.owners = new int[most];
    Arrays.fill(places, NOT_KEPT);
  }

  /**
   * Begins the votes at a position, with the base if it is known. The caller then adds the counts
   * of the remaining kinds, and {@link #complete} the base.
   *
   * @param before the character before the position, or {@link History#NOTHING}
   */
  void begin(int before, Votes votes) {
    last = before;
    int place = places[before + 1];
    if (place != NOT_KEPT) {
      votes.beginWith(kept.get(place));
    } else {
      votes.beginAt(unknown ? 0 : 1);
    }
  }

  /** Completes votes that have the counts of all kinds. */
  void complete(Votes votes) {
    if (votes.hasBase()) {
      return;
    }
    if (unknown) {
      ofNothing.begin();
      ofNothing.add(votes, 0);
      unknown = false;
    }
    Base base = used < most ? next() : votes.ownBase(vocabularySize);
    base.begin(ofNothing);
    for (int kind = 1; kind <= ContextKind.BASE; kind++) {
      base.add(votes, kind);
    }
    votes.setBase(base);
  }

  /** A base to be kept for the last character. */
  private Base next() {
    if (used == kept.size()) {
      kept.add(new Base(vocabularySize));
    }
    places[last + 1] = used;
    owners[used] = last + 1;
    return kept.get(used++);
  }

  /** Forgets everything. Call it when counts of the shortest contexts have changed. */
  void forget() {
    for (int place = 0; place < used; place++) {
      places[owners[place]] = NOT_KEPT;
    }
    used = 0;
    unknown = true;
  }
}
