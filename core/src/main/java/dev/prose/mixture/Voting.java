package dev.prose.mixture;

import dev.prose.numeric.Logarithm;

/**
 * Computes each kind's vote: by how much its counts make a symbol more likely.
 *
 * <p>The chain's kinds vote in turn, from the shortest on. Together they are Kneser and Ney's
 * interpolated model, q: each subtracts a discount from its counts, and distributes the sum of the
 * discounts as the shorter contexts predict. The shortest kinds of the chain only add to q: they
 * are the base. The kinds of words go on from there in the same way, as a second chain. All other
 * kinds only compare what they saw: the cached ones with the q of the characters, the counted ones
 * with the q of the words. The next word's class, with its own probabilities, does so as well.
 *
 * <p>Source of q: Chen and Goodman, "An empirical study of smoothing techniques for language
 * modeling", 1998, with fixed discounts.
 */
final class Voting {
  private final int others; // the first of the kinds that stand beside the chains
  private final int cached; // the first of the cached kinds
  private final int foreseen; // the kind after the cached ones
  private final float[] known; // [symbol], q, divided by scale
  private float scale;
  private float[] expected = new float[0]; // [entry]: q of its symbol without this kind

  Voting(Kinds kinds) {
    this.others = ContextKind.CHAIN.size() + kinds.wordKinds();
    this.cached = kinds.counted().size();
    this.foreseen = cached + kinds.cached().size();
    this.known = new float[kinds.vocabularySize()];
  }

  /** Writes the features f and the gate's inputs of all kinds. */
  void vote(Votes votes) {
    if (expected.length < votes.features.length) {
      expected = new float[votes.features.length];
    }
    Base base = votes.base();
    System.arraycopy(base.known, 0, known, 0, known.length);
    scale = 1;
    int words = ContextKind.CHAIN.size();
    interpolate(votes, ContextKind.BASE + 1, words);
    standBeside(votes, cached, foreseen);
    interpolate(votes, words, others);
    standBeside(votes, others, cached);
    foresee(votes);
    int from = votes.begin(ContextKind.BASE + 1);
    int to = votes.end[votes.kinds() - 1];
    takeRatios(votes.features, from, to);
    Logarithm.of(votes.features, from, to);
    for (int kind = ContextKind.BASE + 1; kind < votes.kinds(); kind++) {
      input(votes, kind);
    }
    findLongest(votes, base);
  }

  /**
   * q(w) becomes S q(w) / d + (c - D) / d, one kind after another. The second term divided by the
   * first is (c - D) / (S q(w)), as in {@link #standBeside}. Instead of multiplying every q(w) by S
   * / d, their common scale is.
   */
  private void interpolate(Votes votes, int fromKind, int toKind) {
    for (int kind = fromKind; kind < toKind; kind++) {
      if (votes.total[kind] > 0) {
        float each = 1 / votes.total[kind];
        scale *= Discount.sum(votes, kind) * each;
        float eachScaled = each / scale;
        for (int e = votes.begin(kind); e < votes.end[kind]; e++) {
          int symbol = votes.symbols[e];
          float more = (votes.counts[e] - Discount.of(votes.counts[e])) * eachScaled;
          votes.features[e] = more;
          expected[e] = known[symbol];
          known[symbol] += more;
        }
      }
    }
  }

  /** Prepares (c - D) / S and q(w), which {@link #takeRatios} divides. */
  private void standBeside(Votes votes, int fromKind, int toKind) {
    for (int kind = fromKind; kind < toKind; kind++) {
      if (votes.total[kind] > 0) {
        float each = 1 / (Discount.sum(votes, kind) * scale);
        for (int e = votes.begin(kind); e < votes.end[kind]; e++) {
          votes.features[e] = (votes.counts[e] - Discount.of(votes.counts[e])) * each;
          expected[e] = known[votes.symbols[e]];
        }
      }
    }
  }

  /** Prepares p / PRIOR and q(w), as for the others. */
  private void foresee(Votes votes) {
    float each = 1 / (NextClass.PRIOR * scale);
    for (int kind = foreseen; kind < votes.kinds(); kind++) { // at most one
      for (int e = votes.begin(kind); e < votes.end[kind]; e++) {
        votes.features[e] = votes.counts[e] * each;
        expected[e] = known[votes.symbols[e]];
      }
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

  private static void findLongest(Votes votes, Base base) {
    int length = ContextKind.LONGEST;
    while (length > ContextKind.BASE && votes.total[length] == 0) {
      length--;
    }
    if (length > ContextKind.BASE) {
      votes.certain = votes.end[length] - votes.begin(length) == 1;
    } else {
      while (length >= 0 && base.total[length] == 0) {
        length--;
      }
      votes.certain = length >= 0 && base.different[length] == 1;
    }
    votes.longest = length;
  }
}
