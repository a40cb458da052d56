package dev.prose.mixture;

/** What a cursor draws on: the model's counts and weights, or its own that grow out of them. */
sealed interface Memory permits FixedMemory, AdaptiveMemory {
  /** Tells what a kind has counted after a context. */
  void look(int kind, long key, SymbolCounts target);

  /** What the votes are combined with. */
  Weights weights();

  /** Whether it takes note of what comes. */
  boolean learns();

  /**
   * Takes note of what came.
   *
   * @param votes there, with the symbol that came
   * @param keys [kind], of the contexts there
   */
  void learn(Votes votes, long[] keys);
}
