package dev.prose.neural.recurrent;

import dev.prose.numeric.Vectors;

/**
 * A row of numbers for each window at each step, padded with zeros; the rows of one step follow
 * each other.
 */
final class StepRows {
  private final float[][] all; // [step * windows + window][width]
  private final float[][][] at; // [step][window][width], the same rows
  private final int width;
  private int windows = -1;

  StepRows(int mostWindows, int mostSteps, int width) {
    this.all = new float[mostWindows * mostSteps][Vectors.padded(width)];
    this.width = width;
    this.at = new float[mostSteps][mostWindows][];
  }

  /** Orders the rows for so many windows. */
  void arrange(int newWindows) {
    if (windows != newWindows) {
      windows = newWindows;
      for (int step = 0; step < at.length; step++) {
        System.arraycopy(all, step * windows, at[step], 0, windows);
      }
    }
  }

  /** All rows, [step * windows + window][width]. */
  float[][] all() {
    return all;
  }

  /** The rows of a step, [window][width]. */
  float[][] at(int step) {
    return at[step];
  }

  /** How many numbers of a row count. */
  int width() {
    return width;
  }
}
