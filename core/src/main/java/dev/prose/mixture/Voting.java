package dev.prose.mixture;

import dev.prose.numeric.Logarithm;
import java.util.Arrays;

/**
 * Computes each kind's vote: by how much its counts make a symbol more likely.
 *
 * <p>The chain's kinds vote in turn, from the shortest on. Together they are Kneser and Ney's
 * interpolated model, q: each subtracts a discount from its counts, and distributes the sum of the
 * discounts as the shorter contexts predict. All other kinds are compared with the whole chain.
 *
 * <p>Source of q: Chen and Goodman, "An empirical study of smoothing techniques for language
 * modeling", 1998, with fixed discounts.
 */
final class Voting {
  private static final float[] DISCOUNTS = {0, 0.95f, 1.45f, 1.7f}; // [count, 3 for more]

  private final float[] known; // q, [symbol]
  private final KeptVotes kept;
  private float[] expected = new float[0]; // [entry]: q of its symbol without this kind
  private int last; // the character before the position
  private boolean recalled; // whether the shortest kinds' votes were kept

  Voting(int vocabularySize) {
    this.known = new float[vocabularySize];
    this.kept = new KeptVotes(vocabularySize);
  }

  /**
   * Begins the votes at a position, with what the shortest kinds said if that was kept. The caller
   * then adds the counts of the remaining kinds, and {@link #vote} does the rest.
   *
   * @param before the character before the position, or {@link History#NOTHING}
   */
  void begin(int before, Votes votes) {
    votes.clear();
    last = before;
    recalled = kept.recall(before, votes, known);
  }

  /** Forgets all kept votes. Call it when counts have changed. */
  void forget() {
    kept.forget();
  }

  /** Writes the features f and the gate's inputs of all kinds. */
  void vote(Votes votes) {
    int shortest = kept.kinds();
    if (!recalled) {
      Arrays.fill(known, 1f / known.length);
      vote(votes, 0, shortest);
      kept.keep(last, votes, known);
    }
    vote(votes, shortest, votes.kinds());
  }

  private void vote(Votes votes, int fromKind, int toKind) {
    if (expected.length < votes.features.length) {
      expected = new float[votes.features.length];
    }
    for (int kind = fromKind; kind < toKind; kind++) {
      if (votes.total[kind] > 0) {
        if (kind < ContextKind.CHAIN.size()) {
          interpolate(votes, kind);
        } else {
          standBeside(votes, kind);
        }
      }
    }
    int from = votes.begin(fromKind);
    int to = votes.begin(toKind);
    takeRatios(votes.features, from, to);
    Logarithm.of(votes.features, from, to);
    for (int kind = fromKind; kind < toKind; kind++) {
      input(votes, kind);
    }
  }

  private static float discount(int count) {
    return DISCOUNTS[Math.min(count, 3)];
  }

  /** S: the sum of the discounts of a kind's symbols. */
  private static float spread(Votes votes, int kind) {
    float spread = 0;
    for (int e = votes.begin(kind); e < votes.end[kind]; e++) {
      spread += discount(votes.counts[e]);
    }
    return spread;
  }

  /**
   * q(w) becomes S q(w) / d + (c - D) / d. The second term divided by the first is (c - D) / (S
   * q(w)), as in {@link #standBeside}.
   */
  private void interpolate(Votes votes, int kind) {
    float each = 1f / votes.total[kind];
    float rest = spread(votes, kind) * each;
    for (int symbol = 0; symbol < known.length; symbol++) {
      known[symbol] *= rest;
    }
    for (int e = votes.begin(kind); e < votes.end[kind]; e++) {
      int symbol = votes.symbols[e];
      float more = (votes.counts[e] - discount(votes.counts[e])) * each;
      votes.features[e] = more;
      expected[e] = known[symbol];
      known[symbol] += more;
    }
  }

  /** Prepares (c - D) / S and q(w), which {@link #takeRatios} divides. */
  private void standBeside(Votes votes, int kind) {
    float each = 1 / spread(votes, kind);
    for (int e = votes.begin(kind); e < votes.end[kind]; e++) {
      votes.features[e] = (votes.counts[e] - discount(votes.counts[e])) * each;
      expected[e] = known[votes.symbols[e]];
    }
  }

  /** exp(f). A loop of its own, so that it compiles to vector instructions. */
  private void takeRatios(float[] features, int from, int to) {
    for (int e = from; e < to; e++) {
      features[e] = 1 + features[e] / expected[e];
    }
  }

  /** The gate's inputs: how much the kind has seen, how many different symbols, and its top f. */
  private static void input(Votes votes, int kind) {
    float largest = 0;
    for (int e = votes.begin(kind); e < votes.end[kind]; e++) {
      largest = votes.features[e] > largest ? votes.features[e] : largest;
    }
    int symbols = votes.end[kind] - votes.begin(kind);
    int at = Votes.INPUTS * kind;
    votes.inputs[at] = symbols > 0 ? 0.3f * Logarithm.of(1 + votes.total[kind]) : 0;
    votes.inputs[at + 1] = symbols > 0 ? 0.5f * Logarithm.of(symbols) : 0;
    votes.inputs[at + 2] = 0.3f * largest;
  }
}
