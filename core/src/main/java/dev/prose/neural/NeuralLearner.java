package dev.prose.neural;

import dev.prose.data.Batch;
import dev.prose.numeric.Tensor;
import dev.prose.random.SplitMix64;
import dev.prose.text.InvalidDataException;
import dev.prose.train.Learner;
import dev.prose.train.LearnerState;
import dev.prose.train.TrainingOptions;
import java.util.Map;

/**
 * Trains a network on cross-entropy. Each batch is cut into two parts, the same windows each time,
 * which two threads pass through the network; their gradients are added in a fixed order, so that
 * the weights do not depend on how many threads there are.
 */
public final class NeuralLearner implements Learner {
  private static final long DROPOUT = 5; // a purpose of the seed, beside those of others
  private static final String STATE = "carried_state";

  /** Of a longer gradient, squares would be infinite, and stay so in the optimizer's moments. */
  private static final double LONGEST = StrictMath.sqrt(Float.MAX_VALUE);

  private final Network network;
  private final LineStarts lines;
  private final Weights weights;
  private final TrainingOptions options;
  private final NeuralTraining training;
  private final TwoThreads threads;
  private final Shard[] shards; // one, or two
  private final Weights secondGradient; // zeros, if there is one shard
  private final NeuralOptimizer optimizer;
  private final long dropoutSeed;

  /**
   * Goes on from a model, with a fresh optimizer.
   *
   * @param options the number and the length of a batch's windows, and the seed of what is left out
   * @throws IllegalArgumentException if windows are longer than the network takes
   */
  public NeuralLearner(NeuralModel start, TrainingOptions options, NeuralTraining training) {
    this(start, options, training, TwoThreads.OF_THIS_MACHINE);
  }

  /**
   * Goes on from a model and the state that belongs to it, exactly as the learner that they are
   * from would.
   *
   * @param state as {@link #state} gave it
   * @throws InvalidDataException if it is not a state of such a learner
   */
  public NeuralLearner(
      NeuralModel start, TrainingOptions options, NeuralTraining training, LearnerState state) {
    this(start, options, training);
    goOnFrom(state);
  }

  NeuralLearner(
      NeuralModel start, TrainingOptions options, NeuralTraining training, TwoThreads threads) {
    this.network = start.network();
    this.lines = start.lines();
    this.weights = start.weights().copy();
    this.options = options;
    this.training = training;
    this.threads = threads;
    this.dropoutSeed = SplitMix64.derive(options.seed(), DROPOUT);
    network.requirePositions(options.blockSize());
    int middle = Math.ceilDiv(options.batchSize(), 2);
    this.shards =
        middle == options.batchSize()
            ? new Shard[] {shard(0, middle)}
            : new Shard[] {shard(0, middle), shard(middle, options.batchSize())};
    this.secondGradient = shards.length == 1 ? weights.newGradient() : shards[1].gradient();
    this.optimizer =
        new NeuralOptimizer(training, threads, weights, shards[0].gradient(), secondGradient);
  }

  private Shard shard(int from, int to) {
    return new Shard(network, weights, lines, options, training.accumulate(), from, to);
  }

  @Override
  public boolean carriesState() {
    return network.stateSize() > 0;
  }

  @Override
  public int batchesAtOnce() {
    return training.accumulate();
  }

  @Override
  public NeuralModel model() {
    return new NeuralModel(network, weights, lines);
  }

  /** The weights as they are now, not copied: not to be changed. */
  public Weights weights() {
    return weights;
  }

  /**
   * {@inheritDoc}
   *
   * @param batch {@link #batchesAtOnce} batches of the size that the learner was made for, one
   *     after the other
   * @throws IllegalArgumentException if it has another size
   */
  @Override
  public double step(Batch batch) {
    if (batch.batchSize() != windows() || batch.blockSize() != options.blockSize()) {
      throw new IllegalArgumentException(
          "a step takes %,d windows of %,d tokens, and not %,d of %,d"
              .formatted(windows(), options.blockSize(), batch.batchSize(), batch.blockSize()));
    }
    long seed = SplitMix64.derive(dropoutSeed, optimizer.steps());
    threads.run(() -> pass(0, batch, seed), () -> pass(1, batch, seed));
    double loss = 0;
    for (Shard shard : shards) {
      loss += shard.loss();
    }
    loss /= batch.positions();
    double norm = Double.isFinite(loss) ? optimizer.add() : Double.NaN;
    float scale = training.clipping().factor(norm);
    if (!(norm * scale < LONGEST)) {
      for (Shard shard : shards) {
        shard.takeBack();
      }
      return Double.isFinite(loss) ? Double.NaN : loss;
    }
    optimizer.step(scale);
    return loss;
  }

  private void pass(int shard, Batch batch, long seed) {
    if (shard < shards.length) {
      shards[shard].pass(batch, seed);
    }
  }

  /** Windows of a step. */
  private int windows() {
    return options.batchSize() * training.accumulate();
  }

  @Override
  public LearnerState state() {
    return optimizer.state(carriesState() ? Map.of(STATE, carried()) : Map.of());
  }

  private Tensor carried() {
    int size = network.stateSize();
    float[] values = new float[Math.multiplyExact(windows(), size)];
    for (int window = 0; window < windows(); window++) {
      System.arraycopy(row(window), 0, values, window * size, size);
    }
    return new Tensor(new int[] {windows(), size}, values);
  }

  private void goOnFrom(LearnerState state) {
    optimizer.goOnFrom(state);
    if (carriesState()) {
      int size = network.stateSize();
      float[] values = state.finiteValues(STATE, windows(), size);
      for (int window = 0; window < windows(); window++) {
        System.arraycopy(values, window * size, row(window), 0, size);
      }
    }
  }

  private float[] row(int window) {
    return shards[0].has(window) ? shards[0].state(window) : shards[1].state(window);
  }
}
