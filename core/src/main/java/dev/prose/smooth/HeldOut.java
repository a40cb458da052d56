package dev.prose.smooth;

import java.util.Arrays;

/**
 * Held-out tokens as a discounting model sees them: for each token and each context length, all
 * that the token's probability depends on besides the discounts. The caller goes through the
 * context lengths from the shortest to the longest, in rounds, and asks for the slope of the
 * likelihood in the discounts of the current length.
 */
final class HeldOut {
  static final int KINDS = 3; // discounts: for counts of 1, 2, and 3 or more

  // Loops of this many tokens are called often, so that they are compiled soon.
  private static final int CHUNK = 1 << 12;
  private static final int SWEEPS = 100;

  private final int order;
  private final int size; // tokens
  private final double uniform;
  // [token][context length], one array each. All are divided by the context's total count, and 0
  // if the context was not seen:
  private final float[] share; // the token's count
  private final float[] one; // 1
  private final float[] once; // how many tokens were counted once after the context
  private final float[] twice;
  private final float[] more;
  private final byte[] kind; // the token's count, 3 for more

  // The token's probability is added + reach * p, where p is its probability after the context of
  // that length.
  private final double[] added; // [token][context length]
  private final double[] reach; // [token][context length]
  private final double[] lower; // [token], the probability after the next shorter context

  /**
   * @param size number of tokens
   */
  HeldOut(int order, int size, int vocabularySize) {
    this.order = order;
    this.size = size;
    this.uniform = 1.0 / vocabularySize;
    int all = Math.multiplyExact(size, order);
    this.share = new float[all];
    this.one = new float[all];
    this.once = new float[all];
    this.twice = new float[all];
    this.more = new float[all];
    this.kind = new byte[all];
    this.added = new double[all];
    this.reach = new double[all];
    this.lower = new double[size];
  }

  /**
   * Sets the counts that a token's probability depends on, for one context length.
   *
   * @param token the token's index
   * @param context the context's length
   * @param count how often the token was counted after the context
   * @param total the sum of all counts after the context, above 0
   * @param kinds how many tokens were counted [1] once, [2] twice, [3] more often after the context
   */
  void set(int token, int context, long count, long total, int[] kinds) {
    int index = token * order + context;
    share[index] = (float) count / total;
    one[index] = 1f / total;
    once[index] = (float) kinds[1] / total;
    twice[index] = (float) kinds[2] / total;
    more[index] = (float) kinds[3] / total;
    kind[index] = (byte) Math.min(count, KINDS);
  }

  /** What a context leaves to the shorter one: everything if it was not seen. */
  private double rest(int index, double[] d) {
    return one[index] == 0 ? 1 : once[index] * d[1] + twice[index] * d[2] + more[index] * d[3];
  }

  // Where the discount is the whole count, single precision may leave a little less than 0.
  private double share(int index, double[] d) {
    return Math.max(0, share[index] - d[kind[index]] * one[index]);
  }

  /**
   * Begins with the empty context.
   *
   * @param discounts [context length][count, 3 for more]
   */
  void begin(double[][] discounts) {
    Arrays.fill(lower, uniform);
    for (int from = 0; from < size; from += CHUNK) {
      lookUp(discounts, from, Math.min(from + CHUNK, size));
    }
  }

  private void lookUp(double[][] discounts, int from, int to) {
    for (int token = from; token < to; token++) {
      double sum = 0;
      double product = 1;
      for (int context = order - 1; context >= 0; context--) {
        int index = token * order + context;
        added[index] = sum;
        reach[index] = product;
        sum += product * share(index, discounts[context]);
        product *= rest(index, discounts[context]);
      }
    }
  }

  /** How the log-likelihood changes with the discounts of the current context length. */
  Slope slope(double[] discounts, int context) {
    Slope slope = new Slope(new double[KINDS], new double[KINDS][KINDS]);
    for (int from = 0; from < size; from += CHUNK) {
      addSlopes(discounts, context, from, Math.min(from + CHUNK, size), slope);
    }
    return slope;
  }

  private void addSlopes(double[] discounts, int context, int from, int to, Slope slope) {
    double[] change = new double[KINDS];
    for (int token = from; token < to; token++) {
      int index = token * order + context;
      if (one[index] == 0) {
        continue;
      }
      double p = share(index, discounts) + rest(index, discounts) * lower[token];
      double scale = reach[index] / (added[index] + reach[index] * p);
      change[0] = once[index] * lower[token] * scale;
      change[1] = twice[index] * lower[token] * scale;
      change[2] = more[index] * lower[token] * scale;
      if (kind[index] > 0) {
        change[kind[index] - 1] -= one[index] * scale;
      }
      slope.add(change);
    }
  }

  /** Goes on to the next context length, with these discounts for the current one. */
  void extend(double[] discounts, int context) {
    for (int from = 0; from < size; from += CHUNK) {
      extend(discounts, context, from, Math.min(from + CHUNK, size));
    }
  }

  private void extend(double[] discounts, int context, int from, int to) {
    for (int token = from; token < to; token++) {
      int index = token * order + context;
      lower[token] = share(index, discounts) + rest(index, discounts) * lower[token];
    }
  }

  /** The tokens' mean log-probability in nats. Call it after the longest context length. */
  double meanLogLikelihood() {
    double sum = 0;
    for (double probability : lower) {
      sum += Math.log(probability);
    }
    return sum / size;
  }

  /**
   * The slope and curvature of the log-likelihood, summed over the tokens.
   *
   * @param gradient [discount]
   * @param curvature [discount][discount], the Hessian's negative
   */
  // Short-lived, and never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Slope(double[] gradient, double[][] curvature) {
    private void add(double[] change) {
      for (int i = 0; i < KINDS; i++) {
        gradient[i] += change[i];
        for (int j = 0; j < KINDS; j++) {
          curvature[i][j] += change[i] * change[j];
        }
      }
    }

    /**
     * The discounts within bounds at which the parabola of this slope and curvature is highest: the
     * end of Newton's step if that is within bounds. Found by coordinate ascent, one discount after
     * another.
     *
     * @param here [count, 3 for more], the discounts at which the slope was taken
     * @param least the lower bound of each discount; the upper one is the count that it reduces
     */
    double[] highest(double[] here, double least) {
      double[] d = here.clone();
      for (int sweep = 0; sweep < SWEEPS; sweep++) {
        for (int i = 0; i < KINDS; i++) {
          double slope = gradient[i];
          for (int j = 0; j < KINDS; j++) {
            slope -= curvature[i][j] * (d[j + 1] - here[j + 1]);
          }
          if (curvature[i][i] > 0) { // else no token depends on it, and it stays
            d[i + 1] = Math.clamp(d[i + 1] + slope / curvature[i][i], least, i + 1);
          }
        }
      }
      return d;
    }
  }
}
