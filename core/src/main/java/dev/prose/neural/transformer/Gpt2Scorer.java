package dev.prose.neural.transformer;

import dev.prose.model.SequenceScorer;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Weights;
import java.util.Objects;

/**
 * Scores with {@link Gpt2} as {@link Gpt2Reader} reads, but many windows at once. A window has as
 * many tokens as there are positions; where a text is longer, the half of one is in the next one
 * again. Short lines share a window.
 */
final class Gpt2Scorer implements SequenceScorer {
  private static final int COLUMNS = 512;
  private static final int NOT_SCORED = -1;

  private final Gpt2Pass pass;
  private final Columns columns;
  private final int vocabularySize;
  private final int positions;
  private final int mostWindows;
  private final LineStarts lines;
  private final int[] held; // the tokens that the reader would remember
  private int heldCount;
  private int last; // the token before the next one; -1 at a text's beginning

  private final int[] scored; // [column], which token of the call its target is
  private final int[] wanted; // columns whose targets are tokens of the call
  private int window; // that is being filled
  private int used; // columns of it
  private int start; // column of the window, where what is held begins
  private boolean placed; // whether what is held is in the window

  Gpt2Scorer(Gpt2 shape, Weights weights, LineStarts lines) {
    this.vocabularySize = shape.vocabularySize();
    this.positions = shape.positions();
    this.mostWindows = Math.max(1, COLUMNS / positions);
    this.pass = Gpt2Pass.of(shape, weights, mostWindows, positions, false);
    this.columns = pass.columns;
    this.lines = lines;
    this.held = new int[positions];
    this.last = lines.lineEnd().orElse(-1);
    this.scored = new int[mostWindows * positions];
    this.wanted = new int[mostWindows * positions];
  }

  @Override
  public void score(int[] tokens, int count, double[] surprisals) {
    for (int i = 0; i < count; i++) {
      Objects.checkIndex(tokens[i], vocabularySize);
    }
    for (int i = 0; i < count; i++) {
      if (last < 0) {
        surprisals[i] = Math.log(vocabularySize);
      } else {
        read(last, tokens[i], i, surprisals);
      }
      last = tokens[i];
    }
    flush(surprisals);
  }

  private void read(int token, int target, int index, double[] surprisals) {
    if (lines.begins(token)) {
      heldCount = 0;
      placed = false;
    } else if (heldCount == positions) {
      int half = positions / 2;
      System.arraycopy(held, positions - half, held, 0, half);
      heldCount = half;
      placed = false;
    }
    if (!placed || used == positions) {
      place(surprisals);
    }
    held[heldCount++] = token;
    put(token, target, index);
  }

  /** Puts what is held in a window that has room for one more. */
  private void place(double[] surprisals) {
    if (used + heldCount + 1 > positions) {
      endWindow();
      if (window == mostWindows) {
        flush(surprisals);
      }
    }
    start = used;
    for (int i = 0; i < heldCount; i++) {
      put(held[i], 0, NOT_SCORED);
    }
    placed = true;
  }

  private void put(int token, int target, int index) {
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

  private void flush(double[] surprisals) {
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
    placed = false;
  }
}
