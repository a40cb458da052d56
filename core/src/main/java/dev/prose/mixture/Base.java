package dev.prose.mixture;

import dev.prose.numeric.Logarithm;
import java.util.Arrays;

/** What the shortest contexts of the chain predict together: Kneser and Ney's model of them, q. */
final class Base {
  private static final int KINDS = ContextKind.BASE + 1;

  final float[] known; // [symbol], q
  final float[] logs; // [symbol], ln q
  final float[] total = new float[KINDS]; // [kind], d
  final int[] different = new int[KINDS]; // [kind]: symbols seen

  Base(int vocabularySize) {
    this.known = new float[vocabularySize];
    this.logs = new float[vocabularySize];
  }

  /** Computes everything from what the shortest contexts counted. */
  void set(Votes votes) {
    Arrays.fill(known, 1f / known.length);
    for (int kind = 0; kind < KINDS; kind++) {
      total[kind] = votes.total[kind];
      different[kind] = votes.end[kind] - votes.begin(kind);
      if (total[kind] > 0) {
        interpolate(votes, kind);
      }
    }
    System.arraycopy(known, 0, logs, 0, logs.length);
    Logarithm.of(logs, 0, logs.length);
  }

  /** q(w) becomes S q(w) / d + (c - D) / d, see {@link Voting}. */
  private void interpolate(Votes votes, int kind) {
    float each = 1 / votes.total[kind];
    float rest = Discount.sum(votes, kind) * each;
    for (int symbol = 0; symbol < known.length; symbol++) {
      known[symbol] *= rest;
    }
    for (int e = votes.begin(kind); e < votes.end[kind]; e++) {
      float count = votes.counts[e];
      known[votes.symbols[e]] += (count - Discount.of(count)) * each;
    }
  }
}
