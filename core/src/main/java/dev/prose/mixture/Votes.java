package dev.prose.mixture;

import java.util.Arrays;

/**
 * What each kind of context has counted at one position: the symbols that came after its context,
 * and how often. {@link Voting} adds what follows from that.
 */
final class Votes implements SymbolCounts {
  /** Numbers about each kind that the gate is given. */
  static final int INPUTS = 3;

  final int[] end; // [kind]: its entries end there, and the next kind's begin
  final int[] total; // [kind], d: what its context counts together; 0 if it was never seen
  int[] symbols = new int[1 << 8]; // [entry]
  int[] counts = new int[1 << 8]; // [entry], c, at least 1
  float[] features = new float[1 << 8]; // [entry], f
  final float[] inputs; // [kind][3]
  int before; // the folded character before the position, or History.NOTHING
  int position; // in the text, where that is known
  int symbol; // that came there, where that is known
  private int size;
  private int kind; // that entries are added to

  Votes(int kinds) {
    this.end = new int[kinds];
    this.total = new int[kinds];
    this.inputs = new float[INPUTS * kinds];
  }

  /** Forgets everything. */
  void clear() {
    size = 0;
    kind = 0;
    total[0] = 0;
  }

  int kinds() {
    return total.length;
  }

  /** Takes back what the kinds from one on have said: it is as if they had seen nothing. */
  void forget(int firstKind) {
    size = begin(firstKind);
    for (int each = firstKind; each < total.length; each++) {
      end[each] = size;
      total[each] = 0;
    }
    Arrays.fill(inputs, INPUTS * firstKind, inputs.length, 0);
  }

  /** How many entries all kinds have together. */
  int size() {
    return size;
  }

  /** Where a kind's entries begin. */
  int begin(int ofKind) {
    return ofKind == 0 ? 0 : end[ofKind - 1];
  }

  /** How often a kind has seen a symbol. */
  int count(int ofKind, int ofSymbol) {
    for (int entry = begin(ofKind); entry < end[ofKind]; entry++) {
      if (symbols[entry] == ofSymbol) {
        return counts[entry];
      }
    }
    return 0;
  }

  /** Adds a symbol that the kind has seen. */
  @Override
  public void add(int seen, int count) {
    if (size == symbols.length) {
      symbols = Arrays.copyOf(symbols, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
      features = Arrays.copyOf(features, 2 * size);
    }
    symbols[size] = seen;
    counts[size++] = count;
    total[kind] += count;
  }

  /** Goes on to the next kind. */
  void endKind() {
    end[kind++] = size;
    if (kind < total.length) {
      total[kind] = 0;
    }
  }
}
