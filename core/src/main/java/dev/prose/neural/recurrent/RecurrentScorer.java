package dev.prose.neural.recurrent;

import dev.prose.model.SequenceScorer;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Weights;
import dev.prose.neural.layer.OutputLayer;
import java.util.Objects;
import java.util.OptionalLong;

/** Scores a sequence in windows of many tokens, with one product for all their logits. */
final class RecurrentScorer implements SequenceScorer {
  private static final int MOST_STEPS = 128;

  private final int vocabularySize;
  private final LineStarts lines;
  private final Run run;
  private final LayerStack stack;
  private final OutputLayer output;
  private final float[][] state; // [1][number]
  private final int[] inputs; // [step]
  private final int[] targets; // [step]
  private int last; // the last token, not read yet
  private boolean begun;

  RecurrentScorer(RecurrentNetwork network, Weights weights, LineStarts lines, long length) {
    int steps = Math.clamp(length, 1, MOST_STEPS);
    this.vocabularySize = network.vocabularySize();
    this.lines = lines;
    this.run = new Run(vocabularySize, 1, steps);
    this.stack = new LayerStack(network, weights, 1, steps);
    this.output =
        new OutputLayer(
            weights.matrix(RecurrentNetwork.OUTPUT_WEIGHT),
            weights.vector(RecurrentNetwork.OUTPUT_BIAS),
            steps);
    this.state = new float[1][network.stateSize()];
    this.inputs = new int[steps];
    this.targets = new int[steps];
    this.begun = lines.lineEnd().isPresent();
    this.last = lines.lineEnd().orElse(0);
  }

  @Override
  public void score(int[] tokens, int count, double[] surprisals) {
    int from = 0;
    if (!begun && count > 0) {
      last = Objects.checkIndex(tokens[0], vocabularySize);
      surprisals[0] = Math.log(vocabularySize);
      begun = true;
      from = 1;
    }
    while (from < count) {
      int steps = Math.min(inputs.length, count - from);
      score(tokens, from, steps, surprisals);
      from += steps;
    }
  }

  private void score(int[] tokens, int from, int steps, double[] surprisals) {
    System.arraycopy(tokens, from, targets, 0, steps);
    inputs[0] = last;
    System.arraycopy(tokens, from, inputs, 1, steps - 1);
    last = Objects.checkIndex(tokens[from + steps - 1], vocabularySize);
    run.set(1, steps, inputs, 0, lines);
    output.forward(stack.forward(run, state, OptionalLong.empty(), 0), targets, steps);
    for (int step = 0; step < steps; step++) {
      surprisals[from + step] = output.surprisal(step);
    }
  }
}
