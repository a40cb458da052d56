package dev.prose.neural;

import dev.prose.data.Batch;
import dev.prose.train.TrainingOptions;
import java.util.OptionalLong;

/**
 * One of the parts that batches are cut into, always the same windows of each: a pass, a gradient
 * and the state that is carried, all of its own. Not safe for use by several threads.
 */
final class Shard {
  private final Pass pass;
  private final LineStarts lines;
  private final int from; // window of each batch
  private final int to;
  private final int batchSize;
  private final Weights gradient;
  private final float[][][] state; // [batch][window][number]
  private final float[][][] stateBefore; // the last step
  private double loss; // nats, the sum over the windows of the last step

  /**
   * @param options the number and the length of a batch's windows
   * @param batches how many make up a step
   * @param from the first window of each that is this shard's
   * @param to behind the last
   */
  Shard(
      Network network,
      Weights weights,
      LineStarts lines,
      TrainingOptions options,
      int batches,
      int from,
      int to) {
    this.pass = network.pass(weights, to - from, options.blockSize());
    this.lines = lines;
    this.from = from;
    this.to = to;
    this.batchSize = options.batchSize();
    this.gradient = weights.newGradient();
    this.state = new float[batches][to - from][network.stateSize()];
    this.stateBefore = new float[batches][to - from][network.stateSize()];
  }

  /**
   * Computes loss and gradient of this shard's windows.
   *
   * @param batch of one step, all of its batches one after the other
   * @param seed of what is left out in this step
   */
  void pass(Batch batch, long seed) {
    gradient.clear();
    loss = 0;
    float each = 1f / batch.positions();
    for (int k = 0; k < state.length; k++) {
      copy(state[k], stateBefore[k]);
      int first = k * batchSize;
      loss += pass.forward(batch, first + from, first + to, lines, OptionalLong.of(seed), state[k]);
      pass.backward(gradient, each);
    }
  }

  /** The sum of the surprisals of the last step, in nats. */
  double loss() {
    return loss;
  }

  /** The gradient of the last step; changed by whoever adds others to it. */
  Weights gradient() {
    return gradient;
  }

  /** Takes back the state that the last step handed on. */
  void takeBack() {
    for (int k = 0; k < state.length; k++) {
      copy(stateBefore[k], state[k]);
    }
  }

  /** The state that the next step begins with: [number], of a window of a step. */
  float[] state(int window) {
    return state[window / batchSize][window % batchSize - from];
  }

  /** Whether a window of a step is this shard's. */
  boolean has(int window) {
    int inBatch = window % batchSize;
    return inBatch >= from && inBatch < to;
  }

  private static void copy(float[][] rows, float[][] copies) {
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, copies[row], 0, rows[row].length);
    }
  }
}
