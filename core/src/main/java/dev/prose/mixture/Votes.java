package dev.prose.mixture;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What each kind of context has counted at one position: the symbols seen after its context, and
 * how often; and what else is known of the position. {@link Bases} computes the base from that, and
 * {@link Voting} the features and the gate's inputs.
 */
final class Votes implements SymbolCounts {
  /** How many inputs the gate has per kind. */
  static final int INPUTS = 3;

  final int[] end; // [kind]: where its entries end and the next kind's begin
  final float[] total; // [kind], d: the sum of its context's counts; 0 if never seen
  int[] symbols = new int[1 << 8]; // [entry]
  float[] counts = new float[1 << 8]; // [entry], c, above 0
  float[] features = new float[1 << 8]; // [entry], f
  final float[] inputs; // [kind][3]
  int longest; // the longest context of the chain that was seen, in characters; -1 for none
  boolean certain; // whether only one symbol was seen after it
  int folded; // the folded character before the position, or History.NOTHING
  int foldedBefore; // the one before that
  int wordState; // see History
  int previousClass; // see History
  int place; // see History
  int column;
  int position; // in the text, where it is known
  int symbol; // the one that came at the position, where it is known
  private @Nullable Base base;
  private @Nullable Base own;
  private int size;
  private int kind; // the one that entries are added to

  Votes(int kinds) {
    this.end = new int[kinds];
    this.total = new float[kinds];
    this.inputs = new float[INPUTS * kinds];
  }

  /** Forgets everything, and leaves out the kinds before this one. */
  void beginAt(int firstKind) {
    size = 0;
    base = null;
    Arrays.fill(end, 0, firstKind, 0);
    startKind(firstKind);
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

  /** Begins with a base that is known. */
  void beginWith(Base known) {
    beginAt(ContextKind.BASE + 1);
    base = known;
  }

  /** Whether the base is known. */
  boolean hasBase() {
    return base != null;
  }

  /** What the shortest contexts predict. */
  Base base() {
    if (base == null) {
      throw new IllegalStateException("the shortest contexts have not voted");
    }
    return base;
  }

  /** Sets the base. */
  void setBase(Base known) {
    base = known;
  }

  /** A base of these votes' own, with anything in it. */
  Base ownBase(int vocabularySize) {
    if (own == null) {
      own = new Base(vocabularySize);
    }
    return own;
  }

  /** Where a kind's entries begin. */
  int begin(int ofKind) {
    return ofKind == 0 ? 0 : end[ofKind - 1];
  }

  /** How often a kind has seen a symbol after its context. */
  float count(int ofKind, int ofSymbol) {
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
    add(seen, (float) count);
  }

  /** Adds a symbol that the current kind has seen. */
  void add(int seen, float count) {
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
