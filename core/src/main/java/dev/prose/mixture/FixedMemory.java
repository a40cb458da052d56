package dev.prose.mixture;

import java.util.List;

/**
 * A memory that never changes.
 *
 * @param counts [counted kind]
 */
record FixedMemory(List<ContextCounts> counts) implements Memory {
  @Override
  public void look(int kind, long key, SymbolCounts target) {
    counts.get(kind).look(key, target);
  }

  @Override
  public boolean learns() {
    return false;
  }

  @Override
  public boolean learn(Votes votes, float[] logits, long[] keys) {
    throw new UnsupportedOperationException("a fixed memory does not learn");
  }
}
