package dev.prose.mixture;

/**
 * Chooses the rows of the gate's table at a position: one for each of the things by which it knows
 * where it is.
 *
 * @param foldedCount number of different characters when case is ignored
 * @param classes whether words have classes
 */
record Selectors(int foldedCount, boolean classes) {
  /** How many rows are chosen whether or not there are classes. */
  static final int ALWAYS = 5;

  private static final int LONGEST = 2 * (ContextKind.LONGEST + 2);

  /** Number of rows. */
  int rows() {
    return wordClasses() + (classes ? WordClasses.COUNT + 1 : 0); // with a row for no word
  }

  /** How many rows are chosen at each position. */
  int count() {
    return classes ? ALWAYS + 1 : ALWAYS;
  }

  private int characters() {
    return foldedCount + 1; // and nothing
  }

  private int longest() {
    return 2 * characters();
  }

  private int wordStates() {
    return longest() + LONGEST;
  }

  private int places() {
    return wordStates() + History.WORD_STATES;
  }

  private int wordClasses() {
    return places() + History.PLACES;
  }

  /**
   * Finds the rows for a position: by the last character, the one before it, the longest context of
   * the chain that was seen and whether only one symbol followed it, the state of the word, the
   * place in the line, and the class of the previous word if there are classes.
   *
   * @param rows [count], overwritten
   */
  void choose(Votes votes, int[] rows) {
    rows[0] = votes.folded + 1;
    rows[1] = characters() + votes.foldedBefore + 1;
    rows[2] = longest() + 2 * (votes.longest + 1) + (votes.certain ? 1 : 0);
    rows[3] = wordStates() + votes.wordState;
    rows[4] = places() + votes.place;
    if (classes) {
      rows[ALWAYS] = wordClasses() + votes.previousClass;
    }
  }
}
