package dev.prose.mixture;

import java.util.List;

/** A memory that takes a gradient step for each symbol that comes, and counts the symbol. */
final class AdaptiveMemory implements Memory {
  private final List<GrowingCounts> counts; // [counted kind]
  private final Weights weights;
  private final Learning learning;
  private final float rate;

  /**
   * @param weights this memory's own copy, which it changes
   */
  AdaptiveMemory(List<ContextCounts> counts, Weights weights, float rate) {
    this.counts = counts.stream().map(GrowingCounts::new).toList();
    this.weights = weights;
    this.learning = new Learning(weights);
    this.rate = rate;
  }

  @Override
  public void look(int kind, long key, SymbolCounts target) {
    counts.get(kind).look(key, target);
  }

  @Override
  public Weights weights() {
    return weights;
  }

  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public void learn(Votes votes, long[] keys) {
    learning.step(votes, rate);
    ContextKind.downTheChain(length -> counts.get(length).add(keys[length], votes.symbol));
    for (int kind = ContextKind.CHAIN.size(); kind < counts.size(); kind++) {
      counts.get(kind).add(keys[kind], votes.symbol);
    }
  }
}
