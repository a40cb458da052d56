package dev.prose.mixture;

/** What a cursor predicts from: the model's counts, or its own copies that grow. */
sealed interface Memory permits FixedMemory, AdaptiveMemory {
  /** Adds what a table has counted after a context to the target. */
  void look(int table, long key, SymbolCounts target);

  /** Whether this memory learns from what comes. */
  boolean learns();

  /**
   * Learns from the symbol at a position.
   *
   * @param votes at the position, with the symbol that came
   * @param logits [symbol], what has been predicted from these votes; overwritten
   * @param keys [counted kind], of the contexts at the position
   * @return whether the counts of the shortest contexts changed, which are the base
   */
  boolean learn(Votes votes, float[] logits, long[] keys);

  /**
   * Reads each symbol for {@link NextClass}, and counts a word when it ends.
   *
   * @param before what was read before the symbol
   * @return whether a word was counted
   */
  boolean readWord(History before, int symbol);
}
