package dev.prose.mixture;

import java.util.List;

/**
 * A memory that never changes.
 *
 * @param counts [table]
 */
record FixedMemory(List<ContextCounts> counts) implements Memory {
  @Override
  public void look(int table, long key, SymbolCounts target) {
    counts.get(table).look(key, target);
  }

  @Override
  public boolean learns() {
    return false;
  }

  @Override
  public boolean learn(Votes votes, float[] logits, long[] keys) {
    throw new UnsupportedOperationException("a fixed memory does not learn");
  }

  @Override
  public boolean readWord(History before, int symbol) {
    throw new UnsupportedOperationException("a fixed memory does not learn");
  }
}
