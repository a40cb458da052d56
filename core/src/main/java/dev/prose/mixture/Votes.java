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
  private Votes shared = this; // that these began as
  private int sharedKinds; // of those, 0 for none
  private int size;
  private int kind; // that entries are added to

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

  /** How many of them have said all that they have to say: the next one has this number. */
  int kindsDone() {
    return kind;
  }

  /**
   * Begins as other votes did, with what their first kinds said. It is not copied, so that another
   * thread has less to fetch: it must not change while these votes are in use.
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

  /** Those votes, these or the ones that they began as, that hold what a kind said. */
  Votes of(int ofKind) {
    return ofKind < sharedKinds ? shared : this;
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

  /** Where a kind's entries begin. They are here only if the votes are {@link #of} the kind. */
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
