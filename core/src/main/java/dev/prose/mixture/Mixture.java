package dev.prose.mixture;

import dev.prose.data.LastTokens;
import dev.prose.model.LanguageModel;
import java.util.List;
import java.util.OptionalInt;

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
  public static final double DEFAULT_ADAPTATION_RATE = 0.02;

  private static final double STATIC = 0;
  private static final int ALL = Integer.MAX_VALUE;

  private final Kinds kinds;
  private final List<ContextCounts> counts; // [table]
  private final int[] frequent; // the symbols that have a bias
  private final Weights weights;
  private final int memoryCharacters; // ALL for no limit
  private final double adaptationRate; // 0 for none

  Mixture(Kinds kinds, List<ContextCounts> counts, Weights weights) {
    this(
        kinds,
        counts,
        FrequentSymbols.of(counts.getFirst(), kinds.vocabularySize()),
        weights,
        ALL,
        STATIC);
  }

  private Mixture(
      Kinds kinds,
      List<ContextCounts> counts,
      int[] frequent,
      Weights weights,
      int memoryCharacters,
      double adaptationRate) {
    this.kinds = kinds;
    this.counts = List.copyOf(counts);
    this.frequent = frequent;
    this.weights = weights;
    this.memoryCharacters = memoryCharacters;
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

  /** Number of counts, one for each pair of a context and what was seen after it. */
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

  /** The names of the kinds of context: first the chain, near the end the near and far kinds. */
  public List<String> contexts() {
    return kinds.names();
  }

  /** How many of the last tokens a prediction may depend on, if there is a limit. */
  public OptionalInt memoryCharacters() {
    return isLimited() ? OptionalInt.of(memoryCharacters) : OptionalInt.empty();
  }

  private boolean isLimited() {
    return memoryCharacters != ALL;
  }

  /** Whether there are kinds that remember what was just read. */
  public boolean hasCaches() {
    return !kinds.cached().isEmpty();
  }

  /** Whether this model's cursors learn. */
  public boolean isAdaptive() {
    return adaptationRate != STATIC;
  }

  /** Whether this is a view of another model: with a limited memory, or with cursors that learn. */
  public boolean isView() {
    return isLimited() || isAdaptive();
  }

  /**
   * A view of this model whose predictions depend on at most the last tokens, as a transformer's do
   * on those in its block: what came before is forgotten altogether. At least 15 in 16 of them are
   * remembered at all times.
   *
   * @param characters at least 1
   * @throws IllegalArgumentException if there are fewer, or the model's cursors learn, which is a
   *     memory too
   */
  public Mixture remembering(int characters) {
    Requirement.require(characters >= 1, "a memory has 1 character or more, not " + characters);
    requireOneView(!isAdaptive());
    return new Mixture(kinds, counts, frequent, weights, characters, STATIC);
  }

  private static void requireOneView(boolean condition) {
    Requirement.require(
        condition, "a model that learns from all that it reads cannot have a limited memory");
  }

  /**
   * A view of this model whose cursors learn: for each token that it advances by, a cursor takes a
   * step of its own weights and counts the token. Cursors share nothing that they learn, and the
   * model does not change. A cursor grows by about 1 kB per token.
   *
   * @param rate the learning rate, for instance {@link #DEFAULT_ADAPTATION_RATE}
   * @throws IllegalArgumentException if the rate is not above 0 and at most 1, or the memory is
   *     limited
   */
  public Mixture adaptive(double rate) {
    Requirement.require(
        rate > 0 && rate <= 1, "the rate must be above 0 and at most 1, but is " + rate);
    requireOneView(!isLimited());
    return new Mixture(kinds, counts, frequent, weights, ALL, rate);
  }

  @Override
  public MixtureCursor cursor() {
    return cursor(new Reader(kinds));
  }

  /** A cursor that goes on where a reader is. */
  MixtureCursor cursor(Reader reader) {
    Weights copy = isAdaptive() ? weights.copy() : weights;
    Combination combination = new Combination(kinds, copy, frequent);
    return new MixtureCursor(
        kinds,
        combination,
        isAdaptive()
            ? new AdaptiveMemory(
                kinds,
                counts,
                new Learning(kinds, copy, combination, frequent),
                (float) adaptationRate)
            : new FixedMemory(counts),
        reader,
        isLimited() ? new LastTokens(memoryCharacters) : null);
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
