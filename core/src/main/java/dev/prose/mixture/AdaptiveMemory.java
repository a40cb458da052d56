package dev.prose.mixture;

import java.util.List;

/** A memory that takes a gradient step for each symbol that comes, and counts the symbol. */
final class AdaptiveMemory implements Memory {
  private final List<GrowingCounts> counts; // [counted kind]
  private final Learning learning;
  private final float rate;

  /**
   * @param counts [counted kind]
   * @param learning changes the weights, which are this memory's own
   */
  AdaptiveMemory(List<ContextCounts> counts, Learning learning, float rate) {
    this.counts = counts.stream().map(GrowingCounts::new).toList();
    this.learning = learning;
    this.rate = rate;
  }

  @Override
  public void look(int kind, long key, SymbolCounts target) {
    counts.get(kind).look(key, target);
  }

  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public boolean learn(Votes votes, float[] logits, long[] keys) {
    learning.step(votes, logits, rate);
    int shortest =
        ContextKind.downTheChain(length -> counts.get(length).add(keys[length], votes.symbol));
    for (int kind = ContextKind.CHAIN.size(); kind < counts.size(); kind++) {
      counts.get(kind).add(keys[kind], votes.symbol);
    }
    return shortest <= ContextKind.BASE;
  }
}
