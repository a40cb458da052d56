package dev.prose.mixture;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Counts of one kind that start out as a model's and grow; the model's own do not change. */
final class GrowingCounts {
  private final ContextCounts model;
  private final Map<Long, Grown> grown = new HashMap<>(); // by key: only contexts that have changed

  GrowingCounts(ContextCounts model) {
    this.model = model;
  }

  /** Adds what is counted after a context to the target. */
  void look(long key, SymbolCounts target) {
    Grown changed = grown.get(key);
    if (changed == null) {
      model.look(key, target);
    } else {
      changed.look(target);
    }
  }

  /** Counts a symbol once more, and returns whether this was the first time after the context. */
  boolean add(long key, int symbol) {
    return grown.computeIfAbsent(key, this::ofModel).addOne(symbol);
  }

  private Grown ofModel(long key) {
    Grown copy = new Grown();
    model.look(key, copy);
    return copy;
  }

  /** What is counted after one context. */
  private static final class Grown implements SymbolCounts {
    private int[] symbols = new int[2];
    private int[] counts = new int[2];
    private int size;

    @Override
    public void add(int symbol, int count) {
      if (size == symbols.length) {
        symbols = Arrays.copyOf(symbols, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
      }
      symbols[size] = symbol;
      counts[size++] = count;
    }

    boolean addOne(int symbol) {
      for (int i = 0; i < size; i++) {
        if (symbols[i] == symbol) {
          counts[i]++;
          return false;
        }
      }
      add(symbol, 1);
      return true;
    }

    void look(SymbolCounts target) {
      for (int i = 0; i < size; i++) {
        target.add(symbols[i], counts[i]);
      }
    }
  }
}
