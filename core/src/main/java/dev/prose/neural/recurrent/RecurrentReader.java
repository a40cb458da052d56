package dev.prose.neural.recurrent;

import dev.prose.neural.LineStarts;
import dev.prose.neural.Reader;
import dev.prose.neural.Weights;
import dev.prose.neural.layer.VectorLinear;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Reads one token at a time: windows of one token, whose state is handed on. The weights may change
 * on the way.
 */
public final class RecurrentReader implements Reader {
  private final Run run;
  private final LayerStack stack;
  private final float[][] outputWeight;
  private final float[] outputBias;
  private VectorLinear output;
  private final float[][] state; // [1][number]
  private final int[] token = new int[1];

  RecurrentReader(RecurrentNetwork network, Weights weights) {
    this.run = new Run(network.vocabularySize(), 1, 1);
    this.stack = new LayerStack(network, weights, 1, 1);
    this.outputWeight = weights.matrix(RecurrentNetwork.OUTPUT_WEIGHT);
    this.outputBias = weights.vector(RecurrentNetwork.OUTPUT_BIAS);
    this.output = VectorLinear.outputsFirst(outputWeight, outputBias);
    this.state = new float[1][network.stateSize()];
  }

  /** Takes the weights as they are now. What was read is kept, as the weights before read it. */
  public void takeWeights() {
    output = VectorLinear.outputsFirst(outputWeight, outputBias); // the only copy of weights
  }

  /** What was read, [number]: a copy. */
  public float[] state() {
    return state[0].clone();
  }

  @Override
  public void restart() {
    Arrays.fill(state[0], 0);
  }

  @Override
  public void read(int next) {
    token[0] = next;
    run.set(1, 1, token, 0, LineStarts.NONE);
    stack.forward(run, state, OptionalLong.empty(), 0);
  }

  @Override
  public void logits(float[] target) {
    output.apply(stack.output()[0], target);
  }
}
