package dev.prose.mixture;

import dev.prose.model.LanguageModel;
import java.util.List;

/**
 * A model that counts what came after many kinds of context, and has learned how far to trust each
 * kind: see {@link Combination} for the formulas.
 *
 * <p>Predicting does not change the model. Cursors learn only where {@link #adaptive} asks for it.
 */
public final class Mixture implements LanguageModel {
  /** The {@link #type} of every mixture. */
  public static final String TYPE = "mixture";

  /** The usual rate for {@link #adaptive}. */
  public static final double DEFAULT_ADAPTATION_RATE = 0.005;

  private static final double STATIC = 0;

  private final Kinds kinds;
  private final List<ContextCounts> counts; // [counted kind]
  private final Weights weights;
  private final boolean windowsOpen;
  private final double adaptationRate; // 0 for none

  Mixture(Kinds kinds, List<ContextCounts> counts, Weights weights) {
    this(kinds, counts, weights, true, STATIC);
  }

  private Mixture(
      Kinds kinds,
      List<ContextCounts> counts,
      Weights weights,
      boolean windowsOpen,
      double adaptationRate) {
    this.kinds = kinds;
    this.counts = List.copyOf(counts);
    this.weights = weights;
    this.windowsOpen = windowsOpen;
    this.adaptationRate = adaptationRate;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public int vocabularySize() {
    return weights.vocabularySize();
  }

  /** The number of counts plus the number of weights. */
  @Override
  public long parameterCount() {
    return countCount() + weightCount();
  }

  /** Number of counts, one for each pair of a context and a symbol seen after it. */
  public long countCount() {
    return counts.stream().mapToLong(each -> each.symbols().size()).sum();
  }

  /** Number of learned weights. */
  public int weightCount() {
    return weights.size();
  }

  /** What this model looks at. */
  public MixtureShape shape() {
    return kinds.shape();
  }

  /** The names of the kinds of context: first the chain, last the windows. */
  public List<String> contexts() {
    return kinds.names();
  }

  /** Whether there are kinds that look at the last positions, and the windows are open. */
  public boolean hasWindows() {
    return windowsOpen && !kinds.windowed().isEmpty();
  }

  /** Whether this model's cursors learn. */
  public boolean isAdaptive() {
    return adaptationRate != STATIC;
  }

  /** Whether this is a view of another model: with shut windows, or with cursors that learn. */
  public boolean isView() {
    return !windowsOpen || isAdaptive();
  }

  /** A view of this model with its windows shut: the windowed kinds see nothing. */
  public Mixture withoutWindows() {
    return new Mixture(kinds, counts, weights, false, adaptationRate);
  }

  /**
   * A view of this model whose cursors learn: for each token that it advances by, a cursor takes a
   * step of its own weights and counts the token. Cursors share nothing that they learn, and the
   * model does not change. A cursor grows by about 1 kB per token.
   *
   * @param rate the learning rate, for instance {@link #DEFAULT_ADAPTATION_RATE}
   * @throws IllegalArgumentException if the rate is not above 0 and at most 1
   */
  public Mixture adaptive(double rate) {
    Requirement.require(
        rate > 0 && rate <= 1, "the rate must be above 0 and at most 1, but is " + rate);
    return new Mixture(kinds, counts, weights, windowsOpen, rate);
  }

  @Override
  public MixtureCursor cursor() {
    return new MixtureCursor(
        kinds,
        hasWindows(),
        isAdaptive()
            ? new AdaptiveMemory(counts, weights.copy(), (float) adaptationRate)
            : new FixedMemory(counts, weights));
  }

  Kinds kinds() {
    return kinds;
  }

  List<ContextCounts> counts() {
    return counts;
  }

  Weights weights() {
    return weights;
  }

  /**
   * Refuses weights that learning cannot lead to.
   *
   * @throws IllegalArgumentException if a weight is not finite or too large, or a sum below 1
   */
  public void requireSound() {
    weights.requireSound();
  }

  /** Takes tensors by name. */
  @FunctionalInterface
  public interface TensorSink {
    /**
     * Takes one tensor.
     *
     * @param shape the size of each axis
     * @param values in row-major order, not to be changed
     */
    void take(String name, int[] shape, float[] values);
  }

  /** Passes on the weights and Adagrad's sums, which are all it takes to go on learning. */
  public void tensors(TensorSink sink) {
    for (Parameters each : weights.all()) {
      sink.take(each.name(), each.shape(), each.values());
      sink.take(Parameters.sumsName(each.name()), new int[] {each.sums().length}, each.sums());
    }
  }
}
