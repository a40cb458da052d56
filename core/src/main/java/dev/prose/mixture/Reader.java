package dev.prose.mixture;

import java.util.List;

/**
 * Reads a text symbol by symbol, and remembers what the kinds of context need to know of it: their
 * keys at the position reached, and what came after the cached kinds' contexts of late.
 */
final class Reader {
  private final Kinds kinds;
  private History history;
  private final List<DecayingCache> caches; // [cached kind]
  private final long[] keys; // [cached kind]
  private final boolean classes; // whether the gate looks at the previous word's
  private boolean keyed; // whether the keys are of this position

  /** Begins at the start of a text. */
  Reader(Kinds kinds) {
    this(
        kinds,
        kinds.history(),
        kinds.cached().stream().map(kind -> new DecayingCache(kind.decay())).toList());
  }

  private Reader(Kinds kinds, History history, List<DecayingCache> caches) {
    this.kinds = kinds;
    this.history = history;
    this.caches = caches;
    this.keys = new long[caches.size()];
    this.classes = kinds.shape().looksAtClasses();
  }

  /**
   * Begins anew with empty caches.
   *
   * @param from what was read before, which this reader advances from now on
   */
  void beginAt(History from) {
    history = from;
    caches.forEach(DecayingCache::clear);
    keyed = false;
  }

  /** An independent copy. */
  Reader copy() {
    return new Reader(kinds, history.copy(), caches.stream().map(DecayingCache::copy).toList());
  }

  /** What was read. */
  History history() {
    return history;
  }

  /** Adds what the caches know at this position to the votes, and what the gate looks at. */
  void look(Votes votes) {
    findKeys();
    for (int kind = 0; kind < keys.length; kind++) {
      caches.get(kind).look(keys[kind], votes);
      votes.endKind();
    }
    votes.place = history.place();
    votes.column = history.column();
    votes.wordState = history.wordState();
    votes.previousClass = classes ? history.previousClass() : WordClasses.RARE;
    votes.folded = history.folded();
    votes.foldedBefore = history.foldedBefore();
  }

  private void findKeys() {
    if (!keyed) {
      for (int kind = 0; kind < keys.length; kind++) {
        keys[kind] = kinds.cached().get(kind).kind().key(history);
      }
      keyed = true;
    }
  }

  /** Reads the next symbol. */
  void advance(int symbol) {
    findKeys();
    for (int kind = 0; kind < keys.length; kind++) {
      caches.get(kind).add(keys[kind], symbol);
    }
    history.advance(symbol);
    keyed = false;
  }
}
