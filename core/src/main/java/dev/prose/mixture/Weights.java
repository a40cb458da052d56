package dev.prose.mixture;

import dev.prose.random.SplitMix64;
import java.util.Arrays;
import java.util.List;

/**
 * The weights of a mixture, named as in {@link Combination}.
 *
 * @param base b, [kind]
 * @param buckets v, [kind][bucket of d][bucket of c]
 * @param symbols u, [kind][symbol]
 * @param curve w, [kind][bucket of f]
 * @param places B, [place in the line][frequent symbol, see {@link FrequentSymbols}]
 * @param columns C, [column][frequent symbol]
 * @param gateIn U, [input][hidden], with one sum per hidden unit
 * @param gateRows E, [row, see {@link Selectors}][hidden], with one sum per row
 * @param gateOut O, [hidden][kind], with one sum per kind
 */
record Weights(
    Parameters base,
    Parameters buckets,
    Parameters symbols,
    Parameters curve,
    Parameters places,
    Parameters columns,
    Parameters gateIn,
    Parameters gateRows,
    Parameters gateOut) {
  private static final double FIRST_GATE = 0.15; // standard deviation
  private static final float FIRST_CHAIN = 1;
  private static final float FIRST_OTHER = 0.1f;

  /** Makes or reads parameters. */
  @FunctionalInterface
  interface Maker<E extends Exception> {
    /**
     * Makes one tensor.
     *
     * @param sums number of Adagrad's sums
     */
    Parameters make(String name, int sums, int... shape) throws E;
  }

  /** The weights of a model with these kinds, each made by the maker. */
  static <E extends Exception> Weights of(Kinds kinds, Maker<E> maker) throws E {
    int count = kinds.size();
    int inputs = Votes.INPUTS * count;
    int hidden = kinds.shape().hidden();
    int rows = kinds.selectors().rows();
    int symbols = kinds.vocabularySize();
    int frequent = FrequentSymbols.count(symbols);
    return new Weights(
        maker.make("base", count, count),
        maker.make("buckets", count * Buckets.PAIRS, count, Buckets.TOTALS, Buckets.COUNTS),
        maker.make("symbols", Math.multiplyExact(count, symbols), count, symbols),
        maker.make("curve", count * Buckets.VOTES, count, Buckets.VOTES),
        bias(maker, "places", History.PLACES, frequent),
        bias(maker, "columns", History.COLUMNS, frequent),
        maker.make("gate_in", hidden, inputs, hidden),
        maker.make("gate_rows", rows, rows, hidden),
        maker.make("gate_out", count, hidden, count));
  }

  private static <E extends Exception> Parameters bias(
      Maker<E> maker, String name, int rows, int symbols) throws E {
    return maker.make(name, Math.multiplyExact(rows, symbols), rows, symbols);
  }

  /** All zero. */
  static Weights zero(Kinds kinds) {
    return of(kinds, Parameters::zero);
  }

  /** The weights before learning: the chain is trusted, other kinds hardly. */
  static Weights first(Kinds kinds, long seed) {
    Weights weights = zero(kinds);
    Arrays.fill(weights.base.values(), FIRST_OTHER);
    Arrays.fill(weights.base.values(), 0, ContextKind.CHAIN.size(), FIRST_CHAIN);
    SplitMix64 random = new SplitMix64(seed);
    float[] gate = weights.gateIn.values();
    for (int i = 0; i < gate.length; i++) {
      gate[i] = (float) (FIRST_GATE * random.nextGaussian());
    }
    return weights;
  }

  Weights copy() {
    return new Weights(
        base.copy(),
        buckets.copy(),
        symbols.copy(),
        curve.copy(),
        places.copy(),
        columns.copy(),
        gateIn.copy(),
        gateRows.copy(),
        gateOut.copy());
  }

  List<Parameters> all() {
    return List.of(base, buckets, symbols, curve, places, columns, gateIn, gateRows, gateOut);
  }

  int kinds() {
    return base.shape()[0];
  }

  int vocabularySize() {
    return symbols.shape()[1];
  }

  int hidden() {
    return gateOut.shape()[0];
  }

  /**
   * Refuses values that learning cannot lead to.
   *
   * @throws IllegalArgumentException if a weight is not finite or too large, or a sum below 1
   */
  void requireSound() {
    all().forEach(Parameters::requireSound);
  }

  /** Number of weights, without Adagrad's sums. */
  int size() {
    return all().stream().mapToInt(each -> each.values().length).sum();
  }
}
