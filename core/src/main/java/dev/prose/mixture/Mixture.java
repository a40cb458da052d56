package dev.prose.mixture;

import dev.prose.model.LanguageModel;
import java.util.List;

/**
 * A model that counts what came after many kinds of context, and has learned how much each of them
 * is worth: see {@link Combination} for the idea.
 *
 * <p>Nothing changes while a text is predicted, unless that is asked for ({@link #adaptive}).
 */
public final class Mixture implements LanguageModel {
  /** Its {@link #type}. */
  public static final String TYPE = "mixture";

  /** The rate at which a cursor learns, if it does. */
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

  /** The counts, and the weights. */
  @Override
  public long parameterCount() {
    return countCount() + weightCount();
  }

  /** How many symbols are counted after all contexts together. */
  public long countCount() {
    return counts.stream().mapToLong(each -> each.symbols().size()).sum();
  }

  /** How many weights were learned. */
  public int weightCount() {
    return weights.size();
  }

  /** What it looks at. */
  public MixtureShape shape() {
    return kinds.shape();
  }

  /** The names of the kinds of context, those of the chain first, and those of windows last. */
  public List<String> contexts() {
    return kinds.names();
  }

  /** Whether there are kinds that look among the last positions, and may. */
  public boolean hasWindows() {
    return windowsOpen && !kinds.windowed().isEmpty();
  }

  /** Whether its cursors learn. */
  public boolean isAdaptive() {
    return adaptationRate != STATIC;
  }

  /** Whether it is another model seen differently: with its windows shut, or learning. */
  public boolean isView() {
    return !windowsOpen || isAdaptive();
  }

  /** The same model with its windows shut: the kinds that look there see nothing. */
  public Mixture withoutWindows() {
    return new Mixture(kinds, counts, weights, false, adaptationRate);
  }

  /**
   * A model whose cursors learn: each takes a step of the weights for each token that it is moved
   * on by, and counts it. What one cursor has learned, no other knows; the model stays as it is. A
   * cursor keeps what it has counted: some 1 kB for each token that it is moved on by.
   *
   * @param rate of the steps, {@link #DEFAULT_ADAPTATION_RATE} for instance
   * @throws IllegalArgumentException if it is not above 0 and at most 1
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
   * Refuses weights that no learning leads to.
   *
   * @throws IllegalArgumentException if there are such
   */
  public void requireSound() {
    weights.requireSound();
  }

  /** Takes numbers with their name and shape. */
  @FunctionalInterface
  public interface TensorSink {
    /**
     * Takes some.
     *
     * @param values in row-major order, not to be changed
     */
    void take(String name, int[] shape, float[] values);
  }

  /** Gives the weights away, and what it takes to go on learning them, each under a name. */
  public void tensors(TensorSink sink) {
    for (Parameters each : weights.all()) {
      sink.take(each.name(), each.shape(), each.values());
      sink.take(Parameters.sumsName(each.name()), new int[] {each.sums().length}, each.sums());
    }
  }
}
