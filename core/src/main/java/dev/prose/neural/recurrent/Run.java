package dev.prose.neural.recurrent;

import dev.prose.neural.LineStarts;
import java.util.Objects;

/** Some windows of tokens, step by step: row {@code step * windows + window} is of one token. */
final class Run {
  private final int vocabularySize;
  private final int[] tokens; // [row]
  private final boolean[] lineBegins; // [row]
  private int windows;
  private int steps;

  Run(int vocabularySize, int mostWindows, int mostSteps) {
    this.vocabularySize = vocabularySize;
    this.tokens = new int[mostWindows * mostSteps];
    this.lineBegins = new boolean[mostWindows * mostSteps];
  }

  /**
   * Takes other windows.
   *
   * @param inputs their tokens, one window after the other, from {@code offset} on
   * @throws IndexOutOfBoundsException if there is no such token
   */
  void set(int newWindows, int newSteps, int[] inputs, int offset, LineStarts lines) {
    windows = newWindows;
    steps = newSteps;
    for (int window = 0; window < windows; window++) {
      for (int step = 0; step < steps; step++) {
        int token = inputs[offset + window * steps + step];
        int row = step * windows + window;
        tokens[row] = Objects.checkIndex(token, vocabularySize);
        lineBegins[row] = lines.begins(token);
      }
    }
  }

  int windows() {
    return windows;
  }

  int steps() {
    return steps;
  }

  int rows() {
    return windows * steps;
  }

  /** The tokens, [row]; may be longer. */
  int[] tokens() {
    return tokens;
  }

  /** Before which tokens the state is forgotten, [row]; may be longer. */
  boolean[] lineBegins() {
    return lineBegins;
  }
}
