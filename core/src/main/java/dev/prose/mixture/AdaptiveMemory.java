package dev.prose.mixture;

import java.util.List;

/** A memory that takes a gradient step for each symbol that comes, and counts the symbol. */
final class AdaptiveMemory implements Memory {
  private final List<GrowingCounts> counts; // [table]
  private final boolean words; // whether they are counted
  private final UnfinishedWord word;
  private final Learning learning;
  private final float rate;

  /**
   * @param counts [table]
   * @param learning changes the weights, which are this memory's own
   */
  AdaptiveMemory(Kinds kinds, List<ContextCounts> counts, Learning learning, float rate) {
    this.counts = counts.stream().map(GrowingCounts::new).toList();
    this.words = kinds.foresees();
    this.word = new UnfinishedWord(kinds);
    this.learning = learning;
    this.rate = rate;
  }

  @Override
  public void look(int table, long key, SymbolCounts target) {
    counts.get(table).look(key, target);
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
    for (int kind = ContextKind.CHAIN.size(); kind < keys.length; kind++) {
      counts.get(kind).add(keys[kind], votes.symbol);
    }
    return shortest <= ContextKind.BASE;
  }

  @Override
  public boolean readWord(History before, int symbol) {
    return words
        && word.read(before, symbol, (table, key, outcome) -> counts.get(table).add(key, outcome));
  }
}
