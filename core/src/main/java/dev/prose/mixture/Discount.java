package dev.prose.mixture;

/**
 * What is taken off a count, D(c), and given to the shorter contexts: 0.95, 1.45 and 1.7 off the
 * counts 1, 2 and 3, and linearly between, because counts that fade are not whole.
 */
final class Discount {
  // What each further whole count adds.
  private static final float FIRST = 0.95f;
  private static final float SECOND = 0.5f;
  private static final float THIRD = 0.25f;

  private Discount() {}

  /** D(c) for a count above 0, without branches, which the processor could not predict. */
  static float of(float count) {
    float first = Math.min(count, 1);
    float second = Math.min(Math.max(count - 1, 0), 1);
    float third = Math.min(Math.max(count - 2, 0), 1);
    return FIRST * first + SECOND * second + THIRD * third;
  }

  /** S: the sum of the discounts of a kind's symbols. */
  static float sum(Votes votes, int kind) {
    float sum = 0;
    for (int e = votes.begin(kind); e < votes.end[kind]; e++) {
      sum += of(votes.counts[e]);
    }
    return sum;
  }
}
