package dev.prose.mixture;

import java.util.Arrays;

/**
 * Keeps what the shortest contexts say for as long as the counts do not change. Most symbols that
 * are seen at a position are seen by these: in a large vocabulary by the empty context, in a small
 * one also by the last character, since most pairs of letters occur.
 */
final class KeptVotes {
  private static final int LARGE_VOCABULARY = 1 << 8;

  private final int kinds; // how many kinds of the chain are kept, from the shortest on
  private final Votes[] votes; // [slot], of the first kinds only; null until needed
  private final float[][] known; // [slot][symbol], q after these kinds
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

  /** How many kinds are kept, from the shortest context on. */
  int kinds() {
    return kinds;
  }

  /**
   * Starts votes off with what was kept, if anything was.
   *
   * @param character the last character, or {@link History#NOTHING}
   * @param targetKnown [symbol], overwritten with q
   * @return whether anything was kept
   */
  boolean recall(int character, Votes target, float[] targetKnown) {
    int slot = slot(character);
    if (kept[slot]) {
      target.beginAs(votes[slot], kinds);
      System.arraycopy(known[slot], 0, targetKnown, 0, targetKnown.length);
    }
    return kept[slot];
  }

  /** Keeps what the first kinds said. */
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

  /** Forgets everything. Call it when counts have changed. */
  void forget() {
    Arrays.fill(kept, false);
  }
}
