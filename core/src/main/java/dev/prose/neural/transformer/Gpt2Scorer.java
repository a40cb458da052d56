package dev.prose.neural.transformer;

import dev.prose.model.SequenceScorer;
import dev.prose.neural.LineStarts;
import dev.prose.neural.TwoThreads;
import dev.prose.neural.Weights;
import java.util.Objects;

/**
 * Scores with {@link Gpt2} as {@link Gpt2Reader} reads, but many windows at once. A window has as
 * many tokens as there are positions; where a text is longer, the half of one is in the next one
 * again. Short lines share a window. Two threads score windows of their own.
 */
final class Gpt2Scorer implements SequenceScorer {
  private static final int COLUMNS = 512; // of one thread

  private final ScoredWindows[] parts; // one, or two
  private int filling; // which part
  private final int vocabularySize;
  private final int positions; // or the length of a text with fewer tokens
  private final LineStarts lines;
  private final int[] held; // the tokens that the reader would remember
  private int heldCount;
  private int last; // the token before the next one; -1 at a text's beginning
  private boolean placed; // whether what is held is in a window

  /**
   * @param length number of tokens that it will read
   */
  Gpt2Scorer(Gpt2 shape, Weights weights, LineStarts lines, long length) {
    this.vocabularySize = shape.vocabularySize();
    this.positions = Math.clamp(length, 1, shape.positions());
    int windows = Math.max(1, COLUMNS / positions);
    this.parts = new ScoredWindows[length > positions ? 2 : 1];
    for (int part = 0; part < parts.length; part++) {
      parts[part] = new ScoredWindows(shape, weights, windows, positions);
    }
    this.lines = lines;
    this.held = new int[positions];
    this.last = lines.lineEnd().orElse(-1);
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
    scoreAll(surprisals);
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
    if (!placed || parts[filling].isFull()) {
      place(surprisals);
    }
    held[heldCount++] = token;
    parts[filling].put(token, target, index);
  }

  /** Puts what is held where there is room for one more. */
  private void place(double[] surprisals) {
    if (!parts[filling].fit(heldCount + 1)) {
      if (filling + 1 < parts.length) {
        filling++;
      } else {
        scoreAll(surprisals);
      }
    }
    parts[filling].begin(held, heldCount);
    placed = true;
  }

  private void scoreAll(double[] surprisals) {
    if (filling == 0) {
      parts[0].score(surprisals);
    } else {
      TwoThreads.OF_THIS_MACHINE.run(
          () -> parts[0].score(surprisals), () -> parts[1].score(surprisals));
    }
    filling = 0;
    placed = false;
  }
}
