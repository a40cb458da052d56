package dev.prose.neural.recurrent;

import dev.prose.data.Batch;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Pass;
import dev.prose.neural.Weights;
import dev.prose.neural.layer.OutputLayer;
import java.util.Objects;
import java.util.OptionalLong;

/** Truncated backpropagation through time: windows are passed whole, states handed on as given. */
final class RecurrentPass implements Pass {
  private static final float[] NOTHING = {};

  private final Run run;
  private final LayerStack stack;
  private final OutputLayer output;
  private final int[] targets; // [step * windows + window]
  private final float[][] offsets; // [step * windows + window][vocabulary], rows of the batch

  RecurrentPass(RecurrentNetwork network, Weights weights, int mostWindows, int length) {
    int rows = Math.multiplyExact(mostWindows, length);
    this.run = new Run(network.vocabularySize(), mostWindows, length);
    this.stack = new LayerStack(network, weights, mostWindows, length);
    this.output =
        new OutputLayer(
            weights.matrix(RecurrentNetwork.OUTPUT_WEIGHT),
            weights.vector(RecurrentNetwork.OUTPUT_BIAS),
            rows);
    this.targets = new int[rows];
    this.offsets = new float[rows][];
  }

  @Override
  public double forward(
      Batch batch, int from, int to, LineStarts lines, OptionalLong dropout, float[][] state) {
    int windows = to - from;
    int steps = batch.blockSize();
    run.set(windows, steps, batch.inputs(), from * steps, lines);
    for (int row = 0; row < run.rows(); row++) {
      int position = (from + row % windows) * steps + row / windows;
      targets[row] = batch.targets()[position];
      offsets[row] = batch.hasOffsets() ? batch.offsets()[position] : NOTHING;
    }
    stack.takeWeights();
    return output.forward(
        stack.forward(run, state, dropout, from),
        targets,
        batch.hasOffsets() ? offsets : batch.offsets(),
        run.rows());
  }

  @Override
  public void backward(Weights gradient, float scale) {
    output.backward(
        stack.output(),
        scale,
        gradient.matrix(RecurrentNetwork.OUTPUT_WEIGHT),
        gradient.vector(RecurrentNetwork.OUTPUT_BIAS),
        stack.outputGradient());
    stack.backward(run, gradient);
  }

  @Override
  public double surprisal(int window, int position) {
    Objects.checkIndex(window, run.windows());
    Objects.checkIndex(position, run.steps());
    return output.surprisal(position * run.windows() + window);
  }
}
