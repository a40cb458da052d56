package dev.prose.neural.transformer;

import dev.prose.neural.Weights;

/** Windows of {@link Gpt2} that are filled with tokens, of some of which surprisals are wanted. */
final class ScoredWindows {
  private static final int NOT_SCORED = -1;

  private final Gpt2Pass pass;
  private final Columns columns;
  private final int positions;
  private final int mostWindows;
  private final int[] scored; // [column], which token of the call its target is
  private final int[] wanted; // columns whose targets are tokens of the call
  private int window; // that is being filled
  private int used; // columns of it
  private int start; // column of the window, where a text begins

  /**
   * @param positions of a window, at most those of the network
   */
  ScoredWindows(Gpt2 shape, Weights weights, int mostWindows, int positions) {
    this.positions = positions;
    this.mostWindows = mostWindows;
    this.pass = Gpt2Pass.of(shape, weights, mostWindows, positions, false);
    this.columns = pass.columns;
    this.scored = new int[mostWindows * positions];
    this.wanted = new int[mostWindows * positions];
  }

  /** Whether no token more fits in the window that is being filled. */
  boolean isFull() {
    return used == positions;
  }

  /** Whether so many tokens fit: in the window that is being filled, or in another one. */
  boolean fit(int count) {
    return used + count <= positions || window + 1 < mostWindows;
  }

  /**
   * Begins a text.
   *
   * @param tokens which nobody asks for
   * @param count how many, so that one more {@linkplain #fit fits}
   */
  void begin(int[] tokens, int count) {
    if (used + count + 1 > positions) {
      endWindow();
    }
    start = used;
    for (int i = 0; i < count; i++) {
      put(tokens[i], 0, NOT_SCORED);
    }
  }

  /**
   * Adds a token to a window that is not full.
   *
   * @param target what follows
   * @param index of the target's surprisal
   */
  void put(int token, int target, int index) {
    int column = window * positions + used;
    columns.tokens[column] = token;
    columns.targets[column] = target;
    columns.positions[column] = (long) used - start;
    columns.first[column] = start;
    scored[column] = index;
    used++;
  }

  private void endWindow() {
    while (used < positions) {
      start = used;
      put(0, 0, NOT_SCORED);
    }
    window++;
    used = 0;
  }

  /** Computes what is wanted, and empties the windows. */
  void score(double[] surprisals) {
    columns.length = window == 0 ? used : positions;
    if (window > 0 && used > 0) {
      endWindow();
    }
    columns.windows = Math.max(1, window);
    columns.n = columns.windows * columns.length;
    int count = 0;
    for (int column = 0; column < columns.n; column++) {
      if (scored[column] != NOT_SCORED) {
        wanted[count++] = column;
      }
    }
    if (count > 0) {
      columns.see();
      pass.run(wanted, count);
    }
    for (int i = 0; i < count; i++) {
      surprisals[scored[wanted[i]]] = pass.surprisal(i);
    }
    window = 0;
    used = 0;
  }
}
