package dev.prose.mixture;

import dev.prose.random.SplitMix64;
import java.util.Arrays;
import java.util.List;

/**
 * What a mixture learns.
 *
 * @param base b, [kind]
 * @param buckets v, [kind][bucket of d][bucket of c]
 * @param symbols u, [kind][symbol]
 * @param gateIn U, [input][hidden], with a sum for each hidden unit
 * @param gateCharacter E, [folded character, the first for none][hidden], with a sum for each
 *     character
 * @param gateOut O, [hidden][kind], with a sum for each kind
 */
record Weights(
    Parameters base,
    Parameters buckets,
    Parameters symbols,
    Parameters gateIn,
    Parameters gateCharacter,
    Parameters gateOut) {
  private static final double FIRST_GATE = 0.15; // standard deviation
  private static final float FIRST_CHAIN = 1;
  private static final float FIRST_OTHER = 0.1f;

  /** All zero. */
  static Weights zero(Kinds kinds) {
    int count = kinds.size();
    int inputs = Votes.INPUTS * count;
    int hidden = kinds.shape().hidden();
    int characters = kinds.traits().foldedCount() + 1;
    return new Weights(
        Parameters.of("base", count),
        Parameters.of("buckets", count, Buckets.TOTALS, Buckets.COUNTS),
        Parameters.of("symbols", count, kinds.traits().size()),
        new Parameters("gate_in", hidden, inputs, hidden),
        new Parameters("gate_character", characters, characters, hidden),
        new Parameters("gate_out", count, hidden, count));
  }

  /** As they are at the start: little but the chain counts. */
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
        gateIn.copy(),
        gateCharacter.copy(),
        gateOut.copy());
  }

  List<Parameters> all() {
    return List.of(base, buckets, symbols, gateIn, gateCharacter, gateOut);
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

  /** How many numbers there are. */
  int size() {
    return all().stream().mapToInt(each -> each.values().length).sum();
  }
}
