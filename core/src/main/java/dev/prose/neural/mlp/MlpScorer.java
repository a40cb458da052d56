package dev.prose.neural.mlp;

import dev.prose.model.SequenceScorer;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Weights;
import dev.prose.neural.layer.OutputLayer;
import java.util.Objects;

/** Scores many tokens at once. */
final class MlpScorer implements SequenceScorer {
  private static final int MOST_POSITIONS = 256;

  private final Mlp network;
  private final LineStarts lines;
  private final int positions;
  private final Contexts contexts;
  private final HiddenLayer hidden;
  private final OutputLayer output;
  private final int[] sequence; // the last tokens, then those of the positions
  private final int[] firstSeen; // [position], in the sequence
  private final int[] targets; // [position]
  private int before; // how many tokens of the sequence were read before, at most a context
  private int firstOfLine; // in the sequence: before it nothing is seen
  private boolean begun;

  MlpScorer(Mlp network, Weights weights, LineStarts lines, long length) {
    this.network = network;
    this.lines = lines;
    this.positions = Math.clamp(length, 1, MOST_POSITIONS);
    this.contexts = new Contexts(network, positions);
    this.hidden = new HiddenLayer(network, MlpWeights.of(network, weights), contexts, positions);
    this.output =
        new OutputLayer(
            weights.matrix(Mlp.OUTPUT_WEIGHT), weights.vector(Mlp.OUTPUT_BIAS), positions);
    this.sequence = new int[network.context() + positions];
    this.firstSeen = new int[positions];
    this.targets = new int[positions];
    lines.lineEnd().ifPresent(this::begin);
  }

  private void begin(int token) {
    sequence[0] = Objects.checkIndex(token, network.vocabularySize());
    before = 1;
    begun = true;
  }

  @Override
  public void score(int[] tokens, int count, double[] surprisals) {
    int from = 0;
    if (!begun && count > 0) {
      begin(tokens[0]);
      surprisals[0] = Math.log(network.vocabularySize());
      from = 1;
    }
    while (from < count) {
      int next = Math.min(positions, count - from);
      score(tokens, from, next, surprisals);
      from += next;
    }
  }

  // The last token that was read is the last of the first target's context.
  private void score(int[] tokens, int from, int count, double[] surprisals) {
    System.arraycopy(tokens, from, sequence, before, count);
    System.arraycopy(tokens, from, targets, 0, count);
    int first = before - 1;
    for (int i = 0; i < count; i++) {
      if (lines.begins(sequence[first + i])) {
        firstOfLine = first + i;
      }
      firstSeen[i] = firstOfLine;
    }
    contexts.clear();
    contexts.add(sequence, first, first + count, firstSeen);
    output.forward(hidden.forward(contexts), targets, count);
    for (int i = 0; i < count; i++) {
      surprisals[from + i] = output.surprisal(i);
    }
    int end = before + count;
    before = Math.min(network.context(), end);
    System.arraycopy(sequence, end - before, sequence, 0, before);
    firstOfLine = Math.max(0, firstOfLine - (end - before));
  }
}
