package dev.prose.neural.recurrent;

import dev.prose.numeric.Vectors;
import java.util.Arrays;

/**
 * What a layer hands on from step to step: the rows after each step, and, as references to them,
 * the rows before. Where a line begins the row before is zeros, and what is learned about it is
 * lost, as it is before the first step.
 */
final class StateRows {
  private final int width;
  private final StepRows after;
  private final float[][] before; // [step * windows + window][width], rows of others
  private final float[][][] beforeAt; // [step][window][width], the same rows
  private final float[][] handedOn; // [window][width], before the first step
  private final float[] zeros; // [width]
  private int windows;
  private int steps;

  StateRows(int mostWindows, int mostSteps, int width) {
    this.width = width;
    this.after = new StepRows(mostWindows, mostSteps, width);
    this.before = new float[mostWindows * mostSteps][];
    this.beforeAt = new float[mostSteps][mostWindows][];
    this.handedOn = new float[mostWindows][Vectors.padded(width)];
    this.zeros = new float[Vectors.padded(width)];
  }

  /**
   * Takes the rows that were handed on.
   *
   * @param run which windows and steps
   * @param state [window][number], of which {@code width} numbers from {@code offset} on count
   */
  void take(Run run, float[][] state, int offset) {
    windows = run.windows();
    steps = run.steps();
    after.arrange(windows);
    for (int window = 0; window < windows; window++) {
      System.arraycopy(state[window], offset, handedOn[window], 0, width);
    }
    link(run, after.all(), handedOn, before, beforeAt);
  }

  /** Writes the rows after the last step to where {@link #take} read them. */
  void hand(float[][] state, int offset) {
    float[][] last = after.at(steps - 1);
    for (int window = 0; window < windows; window++) {
      System.arraycopy(last[window], 0, state[window], offset, width);
    }
  }

  private void link(
      Run run, float[][] rows, float[][] first, float[][] linked, float[][][] linkedAt) {
    for (int row = 0; row < windows * steps; row++) {
      if (run.lineBegins()[row]) {
        linked[row] = zeros;
      } else {
        linked[row] = row < windows ? first[row] : rows[row - windows];
      }
      linkedAt[row / windows][row % windows] = linked[row];
    }
  }

  /** The rows after each step. */
  StepRows after() {
    return after;
  }

  /** The rows before all steps, [step * windows + window][width]. */
  float[][] before() {
    return before;
  }

  /** The rows before a step, [window][width]. */
  float[][] beforeAt(int step) {
    return beforeAt[step];
  }

  /** The gradients of such rows. */
  static final class Gradient {
    private final StepRows after;
    private final float[][][] beforeAt; // [step][window][width], rows of others
    private final float[] lost; // [width], of what nothing is learned about

    Gradient(int mostWindows, int mostSteps, int width) {
      this.after = new StepRows(mostWindows, mostSteps, width);
      this.beforeAt = new float[mostSteps][mostWindows][];
      this.lost = new float[Vectors.padded(width)];
    }

    void link(Run run) {
      int windows = run.windows();
      after.arrange(windows);
      Arrays.fill(lost, 0);
      for (int row = 0; row < windows * run.steps(); row++) {
        beforeAt[row / windows][row % windows] =
            row < windows || run.lineBegins()[row] ? lost : after.all()[row - windows];
      }
    }

    StepRows after() {
      return after;
    }

    float[][] beforeAt(int step) {
      return beforeAt[step];
    }
  }
}
