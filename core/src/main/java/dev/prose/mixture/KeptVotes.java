package dev.prose.mixture;

import java.util.Arrays;

/**
 * What the shortest contexts said, kept while the counts stay as they are. Most symbols that are
 * seen at a position are seen by them: in a large alphabet after no character at all, in a small
 * one (as two letters follow each other in most ways) also after the last one.
 */
final class KeptVotes {
  private static final int LARGE_VOCABULARY = 1 << 8;

  private final int kinds; // of the chain, from the first on, that are kept
  private final Votes[] votes; // [slot], the first kinds alone; null if there was no need yet
  private final float[][] known; // [slot][symbol], q after them
  private final boolean[] kept; // [slot]

  KeptVotes(int vocabularySize) {
    this.kinds = vocabularySize < LARGE_VOCABULARY ? 2 : 1;
    int slots = kinds == 2 ? vocabularySize + 1 : 1;
    this.votes = new Votes[slots];
    this.known = new float[slots][];
    this.kept = new boolean[slots];
  }

  private int slot(int character) {
    return kinds == 2 ? character + 1 : 0;
  }

  /** How many kinds are kept, those of the shortest contexts. */
  int kinds() {
    return kinds;
  }

  /**
   * Begins votes with what was kept.
   *
   * @param character the last one, or {@link History#NOTHING}
   * @param targetKnown [symbol], overwritten with q
   * @return whether anything was
   */
  boolean recall(int character, Votes target, float[] targetKnown) {
    int slot = slot(character);
    if (kept[slot]) {
      target.beginAs(votes[slot], kinds);
      System.arraycopy(known[slot], 0, targetKnown, 0, targetKnown.length);
    }
    return kept[slot];
  }

  /** Keeps how votes began. */
  void keep(int character, Votes source, float... sourceKnown) {
    int slot = slot(character);
    if (votes[slot] == null) {
      votes[slot] = new Votes(kinds);
      known[slot] = new float[sourceKnown.length];
    }
    votes[slot].copyFirst(source, kinds);
    System.arraycopy(sourceKnown, 0, known[slot], 0, sourceKnown.length);
    kept[slot] = true;
  }

  /** Forgets everything, as counts have changed. */
  void forget() {
    Arrays.fill(kept, false);
  }
}
