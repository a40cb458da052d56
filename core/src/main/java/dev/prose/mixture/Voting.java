package dev.prose.mixture;

import dev.prose.numeric.Logarithm;
import java.util.Arrays;

/**
 * Each kind's vote: by how much its counts make a symbol likelier than it is without them.
 *
 * <p>The chain's kinds vote one after the other, from the shortest on. What they know together is
 * Kneser and Ney's interpolated model, q: each one keeps a discount of its counts back, and spreads
 * that as the shorter ones say. All other kinds vote beside the whole chain.
 *
 * <p>Source of q: Chen and Goodman, "An empirical study of smoothing techniques for language
 * modeling", 1998, with fixed discounts.
 */
final class Voting {
  private static final float[] DISCOUNTS = {0, 0.95f, 1.45f, 1.7f}; // [count, 3 for more]

  private final float[] known; // q, [symbol]

  Voting(int vocabularySize) {
    this.known = new float[vocabularySize];
  }

  /** Writes the features f and the gate's inputs of all kinds. */
  void vote(Votes votes) {
    Arrays.fill(known, 1f / known.length);
    for (int kind = 0; kind < votes.kinds(); kind++) {
      if (votes.total[kind] > 0) {
        float spread = spread(votes, kind);
        raise(votes, kind, spread);
        if (kind < ContextKind.CHAIN.size()) {
          interpolate(votes, kind, spread);
        }
      }
    }
    Logarithm.of(votes.features, votes.size());
    for (int kind = 0; kind < votes.kinds(); kind++) {
      input(votes, kind);
    }
  }

  private static float discount(int count) {
    return DISCOUNTS[Math.min(count, 3)];
  }

  /** S: what the discounts of a kind's symbols are together. */
  private static float spread(Votes votes, int kind) {
    float spread = 0;
    for (int e = votes.begin(kind); e < votes.end[kind]; e++) {
      spread += discount(votes.counts[e]);
    }
    return spread;
  }

  /** What f is the logarithm of: 1 + ((c - D) / S) / q(w). */
  private void raise(Votes votes, int kind, float spread) {
    for (int e = votes.begin(kind); e < votes.end[kind]; e++) {
      float share = (votes.counts[e] - discount(votes.counts[e])) / spread;
      votes.features[e] = 1 + share / known[votes.symbols[e]];
    }
  }

  /** q(w) becomes ((c - D) + S q(w)) / d. */
  private void interpolate(Votes votes, int kind, float spread) {
    float each = 1f / votes.total[kind];
    float rest = spread * each;
    for (int symbol = 0; symbol < known.length; symbol++) {
      known[symbol] *= rest;
    }
    for (int e = votes.begin(kind); e < votes.end[kind]; e++) {
      known[votes.symbols[e]] += (votes.counts[e] - discount(votes.counts[e])) * each;
    }
  }

  /** How much the kind has seen, how many different symbols, and how sure it is. */
  private static void input(Votes votes, int kind) {
    float largest = 0;
    for (int e = votes.begin(kind); e < votes.end[kind]; e++) {
      largest = Math.max(largest, votes.features[e]);
    }
    int symbols = votes.end[kind] - votes.begin(kind);
    int at = Votes.INPUTS * kind;
    votes.inputs[at] = symbols > 0 ? 0.3f * Logarithm.of(1 + votes.total[kind]) : 0;
    votes.inputs[at + 1] = symbols > 0 ? 0.5f * Logarithm.of(symbols) : 0;
    votes.inputs[at + 2] = 0.3f * largest;
  }
}
