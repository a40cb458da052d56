package dev.prose.neural;

import dev.prose.data.Batch;
import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;
import dev.prose.model.SequenceScorer;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A network with weights that no longer change. For the first token of a text its prediction is the
 * uniform distribution; for the first of a line, where lines are texts of their own, it is what
 * comes after a line end.
 */
public final class NeuralModel implements LanguageModel {
  private final Network network;
  private final Weights weights;
  private final LineStarts lines;
  // The passes of the last loss, taken out while they are used: their room is megabytes.
  private final AtomicReference<@Nullable Halves> idle = new AtomicReference<>();

  /** Passes for the two halves of a batch, of which the second may have no window. */
  private record Halves(int windows, int length, Pass first, Pass second) {}

  /**
   * @param weights of this network; copied
   * @param lines where lines begin, if each is a text of its own
   */
  public NeuralModel(Network network, Weights weights, LineStarts lines) {
    this(lines, network, weights.copy());
  }

  private NeuralModel(LineStarts lines, Network network, Weights weights) {
    this.network = network;
    this.weights = weights;
    this.lines = lines;
  }

  /**
   * A model that takes weights over, which nobody else may change any more: a copy of large ones
   * would need as much memory again.
   */
  public static NeuralModel takingOver(Network network, Weights weights, LineStarts lines) {
    return new NeuralModel(lines, network, weights);
  }

  public Network network() {
    return network;
  }

  /** The weights, not copied: not to be changed. */
  public Weights weights() {
    return weights;
  }

  /** Where lines begin, if each is a text of its own. */
  public LineStarts lines() {
    return lines;
  }

  @Override
  public String type() {
    return network.type();
  }

  @Override
  public int vocabularySize() {
    return network.vocabularySize();
  }

  @Override
  public long parameterCount() {
    return weights.count();
  }

  @Override
  public Cursor cursor() {
    return new NeuralCursor(network.reader(weights), vocabularySize(), lines);
  }

  /**
   * {@inheritDoc} It throws {@link dev.prose.text.InvalidDataException} if the network computes
   * numbers that are too large.
   */
  @Override
  public SequenceScorer scorer(long length) {
    SequenceScorer scorer =
        network.scorer(weights, lines, length).orElseGet(() -> LanguageModel.super.scorer(length));
    return (tokens, count, surprisals) -> {
      scorer.score(tokens, count, surprisals);
      for (int i = 0; i < count; i++) {
        if (!Double.isFinite(surprisals[i])) {
          throw NeuralCursor.tooLarge();
        }
      }
    };
  }

  /**
   * {@inheritDoc} Nothing is handed on from window to window. Two threads share the work, always
   * the same way.
   */
  @Override
  public double loss(Batch batch) {
    Halves halves = idle.getAndSet(null);
    int middle = Math.ceilDiv(batch.batchSize(), 2);
    if (halves == null
        || halves.windows() != batch.batchSize()
        || halves.length() != batch.blockSize()) {
      Pass first = network.forwardPass(weights, middle, batch.blockSize());
      Pass second =
          batch.batchSize() == 1
              ? first
              : network.forwardPass(weights, batch.batchSize() - middle, batch.blockSize());
      halves = new Halves(batch.batchSize(), batch.blockSize(), first, second);
    }
    double[] sums = new double[2];
    Pass first = halves.first();
    Pass second = halves.second();
    TwoThreads.OF_THIS_MACHINE.run(
        () -> sums[0] = sum(first, batch, 0, middle),
        () -> sums[1] = sum(second, batch, middle, batch.batchSize()));
    idle.set(halves);
    return (sums[0] + sums[1]) / batch.positions();
  }

  private double sum(Pass pass, Batch batch, int from, int to) {
    float[][] state = new float[to - from][network.stateSize()];
    return from == to ? 0 : pass.forward(batch, from, to, lines, OptionalLong.empty(), state);
  }
}
