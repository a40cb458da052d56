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
  // The pass of the last loss, taken out while it is used: its room is megabytes.
  private final AtomicReference<@Nullable SizedPass> idle = new AtomicReference<>();

  private record SizedPass(int windows, int length, Pass pass) {}

  /**
   * @param weights of this network; copied
   * @param lines where lines begin, if each is a text of its own
   */
  public NeuralModel(Network network, Weights weights, LineStarts lines) {
    this.network = network;
    this.weights = weights.copy();
    this.lines = lines;
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

  @Override
  public SequenceScorer scorer(long length) {
    return network
        .scorer(weights, lines, length)
        .orElseGet(() -> LanguageModel.super.scorer(length));
  }

  /** {@inheritDoc} Nothing is handed on from window to window. */
  @Override
  public double loss(Batch batch) {
    SizedPass sized = idle.getAndSet(null);
    if (sized == null
        || sized.windows() != batch.batchSize()
        || sized.length() != batch.blockSize()) {
      Pass pass = network.pass(weights, batch.batchSize(), batch.blockSize());
      sized = new SizedPass(batch.batchSize(), batch.blockSize(), pass);
    }
    float[][] state = new float[batch.batchSize()][network.stateSize()];
    double sum =
        sized.pass().forward(batch, 0, batch.batchSize(), lines, OptionalLong.empty(), state);
    idle.set(sized);
    return sum / batch.positions();
  }
}
