package dev.prose.mixture;

/**
 * The positions of a text at which a kind counts something, grouped by their context as the kind
 * sees it. Contexts are in the order of their first appearance, and the positions of each are
 * ascending.
 */
final class SortedPositions {
  private final ContextIndex contexts = new ContextIndex();
  private final int[] outcomes; // [position]
  private final int[] contextAt; // [position], where something is counted
  private final int[] ends; // [context], where its positions end (exclusive)
  private final int[] positions;

  SortedPositions(ContextKind kind, ClassedText text, History history) {
    int size = text.size();
    outcomes = kind.outcome() == Outcome.SYMBOL ? text.tokens() : new int[size];
    contextAt = new int[size];
    Pieces.forEach(0, size, (from, to) -> number(kind, text, history, from, to));
    ends = new int[contexts.size()];
    Pieces.forEach(0, size, this::count);
    Pieces.forEach(1, ends.length, this::addUp);
    positions = new int[ends[ends.length - 1]];
    int[] next = new int[ends.length];
    System.arraycopy(ends, 0, next, 1, ends.length - 1);
    Pieces.forEach(0, size, (from, to) -> place(next, from, to));
  }

  // Keys first, so that the processor can fetch the slots of several at once.
  private void number(ContextKind kind, ClassedText text, History history, int from, int to) {
    long[] keys = new long[to - from];
    for (int i = from; i < to; i++) {
      keys[i - from] = kind.key(history);
      outcomes[i] = text.outcome(kind, history, i);
      history.advance(text.tokens()[i]);
    }
    for (int i = from; i < to; i++) {
      if (outcomes[i] != Outcome.NONE) {
        contextAt[i] = contexts.intern(keys[i - from]);
      }
    }
  }

  private void count(int from, int to) {
    for (int i = from; i < to; i++) {
      if (outcomes[i] != Outcome.NONE) {
        ends[contextAt[i]]++;
      }
    }
  }

  private void addUp(int from, int to) {
    for (int context = from; context < to; context++) {
      ends[context] += ends[context - 1];
    }
  }

  private void place(int[] next, int from, int to) {
    for (int i = from; i < to; i++) {
      if (outcomes[i] != Outcome.NONE) {
        positions[next[contextAt[i]]++] = i;
      }
    }
  }

  /** The contexts, numbered in the order of their first appearance. */
  ContextIndex contexts() {
    return contexts;
  }

  /** The place where a context's positions begin. */
  int begin(int context) {
    return context == 0 ? 0 : ends[context - 1];
  }

  /** The place where a context's positions end, exclusive. */
  int end(int context) {
    return ends[context];
  }

  /** What is counted at a text position. */
  int outcome(int position) {
    return outcomes[position];
  }

  /** The text position at a place in this order. */
  int position(int place) {
    return positions[place];
  }
}
