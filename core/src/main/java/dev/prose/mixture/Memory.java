package dev.prose.mixture;

/** What a cursor predicts from: the model's counts and weights, or its own copies that learn. */
sealed interface Memory permits FixedMemory, AdaptiveMemory {
  /** Adds what a kind has counted after a context to the target. */
  void look(int kind, long key, SymbolCounts target);

  /** The weights with which the votes are combined. */
  Weights weights();

  /** Whether this memory learns from what comes. */
  boolean learns();

  /**
   * Learns from the symbol at a position.
   *
   * @param votes at the position, with the symbol that came
   * @param keys [kind], of the contexts at the position
   */
  void learn(Votes votes, long[] keys);
}
