package dev.prose.mixture;

import java.util.Arrays;

/**
 * What each kind of context has counted at one position: the symbols seen after its context, and
 * how often. {@link Voting} computes the features and the gate's inputs from that.
 */
final class Votes implements SymbolCounts {
  /** How many inputs the gate has per kind. */
  static final int INPUTS = 3;

  final int[] end; // [kind]: where its entries end and the next kind's begin
  final int[] total; // [kind], d: the sum of its context's counts; 0 if never seen
  int[] symbols = new int[1 << 8]; // [entry]
  int[] counts = new int[1 << 8]; // [entry], c, at least 1
  float[] features = new float[1 << 8]; // [entry], f
  final float[] inputs; // [kind][3]
  int before; // the folded character before the position, or History.NOTHING
  int position; // in the text, where it is known
  int symbol; // the one that came at the position, where it is known
  private Votes shared = this; // holds what the first kinds said
  private int sharedKinds; // how many kinds that is, 0 for none
  private int size;
  private int kind; // the one that entries are added to

  Votes(int kinds) {
    this.end = new int[kinds];
    this.total = new int[kinds];
    this.inputs = new float[INPUTS * kinds];
  }

  /** Forgets everything. */
  void clear() {
    sharedKinds = 0;
    size = 0;
    startKind(0);
  }

  private void startKind(int next) {
    kind = next;
    if (kind < total.length) {
      total[kind] = 0;
    }
  }

  int kinds() {
    return total.length;
  }

  /** How many kinds are complete, which is also the number of the next kind. */
  int kindsDone() {
    return kind;
  }

  /**
   * Starts off with what the first kinds of other votes said. That is shared and not copied, so
   * that the other thread has less memory to fetch: it must not change while these votes are in
   * use.
   */
  void beginAs(Votes other, int firstKinds) {
    shared = other;
    sharedKinds = firstKinds;
    size = 0;
    Arrays.fill(end, 0, firstKinds, 0);
    System.arraycopy(other.total, 0, total, 0, firstKinds);
    System.arraycopy(other.inputs, 0, inputs, 0, INPUTS * firstKinds);
    startKind(firstKinds);
  }

  /** Copies what the first kinds of other votes said. */
  void copyFirst(Votes other, int firstKinds) {
    sharedKinds = 0;
    size = other.end[firstKinds - 1];
    if (size > symbols.length) {
      makeRoom(size);
    }
    System.arraycopy(other.symbols, 0, symbols, 0, size);
    System.arraycopy(other.counts, 0, counts, 0, size);
    System.arraycopy(other.features, 0, features, 0, size);
    System.arraycopy(other.end, 0, end, 0, firstKinds);
    System.arraycopy(other.total, 0, total, 0, firstKinds);
    System.arraycopy(other.inputs, 0, inputs, 0, INPUTS * firstKinds);
    startKind(firstKinds);
  }

  /** The votes that hold what a kind said: these, or those that they share. */
  Votes of(int ofKind) {
    return ofKind < sharedKinds ? shared : this;
  }

  /** Clears what the kinds from this one on said, as if they had seen nothing. */
  void forget(int firstKind) {
    size = begin(firstKind);
    for (int each = firstKind; each < total.length; each++) {
      end[each] = size;
      total[each] = 0;
    }
    Arrays.fill(inputs, INPUTS * firstKind, inputs.length, 0);
  }

  /** Where a kind's entries begin, within the votes that {@link #of} gives for the kind. */
  int begin(int ofKind) {
    return ofKind == 0 ? 0 : end[ofKind - 1];
  }

  /** How often a kind has seen a symbol after its context. */
  int count(int ofKind, int ofSymbol) {
    for (int entry = begin(ofKind); entry < end[ofKind]; entry++) {
      if (symbols[entry] == ofSymbol) {
        return counts[entry];
      }
    }
    return 0;
  }

  /** Adds a symbol that the current kind has seen. */
  @Override
  public void add(int seen, int count) {
    if (size == symbols.length) {
      makeRoom(2 * size);
    }
    symbols[size] = seen;
    counts[size++] = count;
    total[kind] += count;
  }

  private void makeRoom(int entries) {
    symbols = Arrays.copyOf(symbols, entries);
    counts = Arrays.copyOf(counts, entries);
    features = Arrays.copyOf(features, entries);
  }

  /** Goes on to the next kind. */
  void endKind() {
    end[kind] = size;
    startKind(kind + 1);
  }
}
