package dev.prose.neural.recurrent;

import dev.prose.numeric.MatrixProduct;
import dev.prose.numeric.Transposition;
import dev.prose.numeric.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * One layer along some windows. What the tokens add to the gates is computed for all steps at once;
 * then step by step, for all windows at once, what the state before adds, and the new state.
 */
abstract class LayerPass {
  final LayerWeights weights;
  final int width;

  /** [gates * width]: what goes into the gates, then the gradient of what the state adds to it. */
  final StepRows sums;

  /** [width], the output, which is handed on. */
  final StateRows state;

  private final int gatesWidth;
  private final int mostWindows;
  private final int mostSteps;
  private final boolean copiesWeights;
  private final float[][] hidden; // [width][gates * width], the weights or a padded copy
  private final float[][] input; // [width below][gates * width], as well; not of the first layer
  private StateRows.@Nullable Gradient stateGradient; // made by the first backward pass
  private float[][] hiddenTransposed = {}; // [gates * width][width], as well
  private float[][] inputTransposed = {}; // [gates * width][width below], as well

  /**
   * @param widthBelow of the layer below; 0 for the first layer
   */
  LayerPass(LayerWeights weights, int widthBelow, int mostWindows, int mostSteps) {
    this.weights = weights;
    this.width = weights.width();
    this.gatesWidth = weights.gatesWidth();
    this.mostWindows = mostWindows;
    this.mostSteps = mostSteps;
    // Not for one window, as readers and scorers have it: a copy would take as long as it saves.
    this.copiesWeights = mostWindows > 1;
    int padded = Vectors.padded(gatesWidth);
    this.hidden = copiesWeights ? new float[width][padded] : weights.hidden();
    this.input = copiesWeights ? new float[widthBelow][padded] : weights.input();
    this.sums = rows(gatesWidth);
    this.state = new StateRows(mostWindows, mostSteps, width);
  }

  /** Takes the weights as they are now. */
  final void takeWeights() {
    if (copiesWeights) {
      Vectors.copy(weights.hidden(), hidden, hidden.length, gatesWidth);
      Vectors.copy(weights.input(), input, input.length, gatesWidth);
    }
  }

  final StepRows rows(int rowWidth) {
    return new StepRows(mostWindows, mostSteps, rowWidth);
  }

  /**
   * The forward pass.
   *
   * @param below the output of the layer below, [row][width]; null for the first layer, which reads
   *     the tokens
   * @param handed [window][number], read and overwritten from {@code offset} on
   */
  final void forward(Run run, float @Nullable [][] below, float[][] handed, int offset) {
    sums.arrange(run.windows());
    for (int row = 0; row < run.rows(); row++) {
      if (below == null) {
        float[] token = weights.input()[run.tokens()[row]];
        Vectors.sum(sums.all()[row], token, weights.bias(), gatesWidth);
      } else {
        System.arraycopy(weights.bias(), 0, sums.all()[row], 0, gatesWidth);
      }
    }
    if (below != null) {
      MatrixProduct.add(below, input, sums.all(), run.rows(), width, input[0].length);
    }
    begin(run, handed, offset);
    for (int step = 0; step < run.steps(); step++) {
      MatrixProduct.add(
          state.beforeAt(step), hidden, sums.at(step), run.windows(), width, hidden[0].length);
      forward(step, run.windows());
    }
    end(handed, offset);
  }

  /** Takes the state that was handed on, after what the input adds was written to the sums. */
  void begin(Run run, float[][] handed, int offset) {
    state.take(run, handed, offset);
  }

  /** From the sums and the state before to the new state. */
  abstract void forward(int step, int windows);

  /** Hands the state on. */
  void end(float[][] handed, int offset) {
    state.hand(handed, offset);
  }

  /** The output of all steps, [row][width]. */
  final float[][] output() {
    return state.after().all();
  }

  /** The gradient of the output, [row][width], to be written before the backward pass. */
  final float[][] outputGradient() {
    return gradient().after().all();
  }

  private StateRows.Gradient gradient() {
    if (stateGradient == null) {
      stateGradient = newGradient();
    }
    return stateGradient;
  }

  final StateRows.Gradient newGradient() {
    return new StateRows.Gradient(mostWindows, mostSteps, width);
  }

  /**
   * The backward pass of the last forward pass.
   *
   * @param below as it was
   * @param gradient of the weights, to which is added
   * @param belowGradient the gradient of what is below, [row][width], to which is added; null for
   *     the first layer
   */
  final void backward(
      Run run,
      float @Nullable [][] below,
      LayerWeights gradient,
      float @Nullable [][] belowGradient) {
    if (hiddenTransposed.length == 0) {
      hiddenTransposed = new float[gatesWidth][Vectors.padded(width)];
    }
    Transposition.of(weights.hidden(), hiddenTransposed, width, gatesWidth);
    beginBackward(run);
    StateRows.Gradient states = gradient();
    for (int step = run.steps() - 1; step >= 0; step--) {
      backward(step, run.windows(), states.after().at(step), states.beforeAt(step));
      if (step > 0) {
        MatrixProduct.add(
            sums.at(step),
            hiddenTransposed,
            states.beforeAt(step),
            run.windows(),
            gatesWidth,
            hiddenTransposed[0].length);
      }
    }
    sum(run, below, gradient);
    if (belowGradient != null) {
      if (inputTransposed.length == 0) {
        inputTransposed = new float[gatesWidth][Vectors.padded(width)];
      }
      Transposition.of(weights.input(), inputTransposed, width, gatesWidth);
      MatrixProduct.add(
          inputGradient().all(),
          inputTransposed,
          belowGradient,
          run.rows(),
          gatesWidth,
          inputTransposed[0].length);
    }
  }

  /** Orders the gradients of the states. */
  void beginBackward(Run run) {
    gradient().link(run);
  }

  /**
   * From the gradient of the new state to those of the sums, and of the state before as far as it
   * does not go through the sums.
   *
   * @param after [window][width]
   * @param before [window][width], to which is added
   */
  abstract void backward(int step, int windows, float[][] after, float[][] before);

  /** The gradient of what the input adds to the sums. */
  StepRows inputGradient() {
    return sums;
  }

  private void sum(Run run, float @Nullable [][] below, LayerWeights gradient) {
    float[][] rows = inputGradient().all();
    for (int row = 0; row < run.rows(); row++) {
      Vectors.add(gradient.bias(), rows[row], gatesWidth);
      if (below == null) {
        Vectors.add(gradient.input()[run.tokens()[row]], rows[row], gatesWidth);
      }
    }
    if (below != null) {
      MatrixProduct.addTransposed(
          below, rows, gradient.input(), width, run.rows(), gradient.input()[0].length);
    }
    MatrixProduct.addTransposed(
        state.before(),
        sums.all(),
        gradient.hidden(),
        width,
        run.rows(),
        gradient.hidden()[0].length);
    sumMore(run, gradient);
  }

  /** Adds to the gradients of weights that only one kind of layer has. */
  void sumMore(Run run, LayerWeights gradient) {}

  /** Copies the numbers of one gate to a row of their own. */
  final void split(float[] sums, int gate, float[] row) {
    System.arraycopy(sums, gate * width, row, 0, width);
  }

  /** Copies a row to the place of a gate. */
  final void join(float[] row, int gate, float[] sums) {
    System.arraycopy(row, 0, sums, gate * width, width);
  }
}
