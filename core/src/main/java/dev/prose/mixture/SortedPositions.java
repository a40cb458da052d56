package dev.prose.mixture;

/**
 * The positions of a text, grouped by their context as one kind sees it. Contexts are in the order
 * of their first appearance, and the positions of each are ascending.
 */
final class SortedPositions {
  private final ContextIndex contexts = new ContextIndex();
  private final int[] contextAt; // [position]
  private final int[] ends; // [context], where its positions end (exclusive)
  private final int[] positions;

  SortedPositions(ContextKind kind, int[] tokens, History history) {
    contextAt = new int[tokens.length];
    Pieces.forEach(0, tokens.length, (from, to) -> number(kind, tokens, history, from, to));
    ends = new int[contexts.size()];
    Pieces.forEach(0, tokens.length, this::count);
    Pieces.forEach(1, ends.length, this::addUp);
    positions = new int[tokens.length];
    int[] next = new int[ends.length];
    System.arraycopy(ends, 0, next, 1, Math.max(0, ends.length - 1));
    Pieces.forEach(0, tokens.length, (from, to) -> place(next, from, to));
  }

  // Keys first, so that the processor can fetch the slots of several at once.
  private void number(ContextKind kind, int[] tokens, History history, int from, int to) {
    long[] keys = new long[to - from];
    for (int i = from; i < to; i++) {
      keys[i - from] = kind.key(history);
      history.advance(tokens[i]);
    }
    for (int i = from; i < to; i++) {
      contextAt[i] = contexts.intern(keys[i - from]);
    }
  }

  private void count(int from, int to) {
    for (int i = from; i < to; i++) {
      ends[contextAt[i]]++;
    }
  }

  private void addUp(int from, int to) {
    for (int context = from; context < to; context++) {
      ends[context] += ends[context - 1];
    }
  }

  private void place(int[] next, int from, int to) {
    for (int i = from; i < to; i++) {
      positions[next[contextAt[i]]++] = i;
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

  /** The text position at a place in this order. */
  int position(int place) {
    return positions[place];
  }
}
