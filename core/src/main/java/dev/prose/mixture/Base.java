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

  /** Begins with nothing known: all symbols are equally likely. */
  void begin() {
    Arrays.fill(known, 1f / known.length);
    Arrays.fill(logs, Logarithm.of(1f / known.length));
    Arrays.fill(total, 0);
    Arrays.fill(different, 0);
  }

  /** Begins as another base. */
  void begin(Base other) {
    System.arraycopy(other.known, 0, known, 0, known.length);
    System.arraycopy(other.logs, 0, logs, 0, logs.length);
    System.arraycopy(other.total, 0, total, 0, total.length);
    System.arraycopy(other.different, 0, different, 0, different.length);
  }

  /** Goes on with what the next longer contexts counted, if they counted anything. */
  void add(Votes votes, int kind) {
    total[kind] = votes.total[kind];
    different[kind] = votes.end[kind] - votes.begin(kind);
    if (total[kind] > 0) {
      interpolate(votes, kind);
    }
  }

  /** q(w) becomes S q(w) / d + (c - D) / d, see {@link Voting}. */
  private void interpolate(Votes votes, int kind) {
    float each = 1 / votes.total[kind];
    float rest = Discount.sum(votes, kind) * each;
    float logRest = Logarithm.of(rest);
    for (int symbol = 0; symbol < known.length; symbol++) {
      known[symbol] *= rest;
      logs[symbol] += logRest;
    }
    for (int e = votes.begin(kind); e < votes.end[kind]; e++) {
      float count = votes.counts[e];
      int symbol = votes.symbols[e];
      known[symbol] += (count - Discount.of(count)) * each;
      logs[symbol] = Logarithm.of(known[symbol]);
    }
  }
}
