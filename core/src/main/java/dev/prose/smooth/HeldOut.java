package dev.prose.smooth;

import java.util.Arrays;

/**
 * Held-out tokens as a discounting model sees them: for each of them and each length of context all
 * that its probability depends on besides the discounts. It goes through the lengths of context
 * from the shortest to the longest, over and over, and says how much the discounts of the present
 * one matter.
 */
final class HeldOut {
  static final int KINDS = 3; // of discounts: of what counts once, twice and more

  // Loops of this many tokens are called often, so that they are soon compiled.
  private static final int CHUNK = 1 << 12;
  private static final int SWEEPS = 100;

  private final int order;
  private final int size; // tokens
  private final double uniform;
  // [token][context length] in one array each; all over what the context was counted in all, and 0
  // where it was not seen:
  private final float[] share; // the token's count
  private final float[] one; // 1
  private final float[] once; // how many tokens were counted once after it
  private final float[] twice;
  private final float[] more;
  private final byte[] kind; // the token's count, 3 for more

  // The token's probability is added + reach * p, if p is what it is after a context of that
  // length.
  private final double[] added; // [token][context length]
  private final double[] reach; // [token][context length]
  private final double[] lower; // [token], the probability after the context one shorter

  /**
   * @param size how many tokens there are
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
   * Says what was counted where a token stands.
   *
   * @param context its length
   * @param count how often the token was counted after it
   * @param total what was counted after it in all, above 0
   * @param kinds how many tokens were counted [1] once, [2] twice, [3] more often
   */
  void set(int token, int context, int count, long total, int[] kinds) {
    int index = token * order + context;
    share[index] = (float) count / total;
    one[index] = 1f / total;
    once[index] = (float) kinds[1] / total;
    twice[index] = (float) kinds[2] / total;
    more[index] = (float) kinds[3] / total;
    kind[index] = (byte) Math.min(count, KINDS);
  }

  /** A context that was not seen leaves all to the shorter one. */
  private double rest(int index, double[] d) {
    return one[index] == 0 ? 1 : once[index] * d[1] + twice[index] * d[2] + more[index] * d[3];
  }

  // Where all is taken, what is left in single precision may be a little less than nothing.
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

  /** How the log-likelihood changes with the discounts of the present length of context. */
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

  /** Goes on to the next length of context, with these discounts for the present one. */
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

  /** After the longest context: the mean of the tokens' log-probabilities, in nats. */
  double meanLogLikelihood() {
    double sum = 0;
    for (double probability : lower) {
      sum += Math.log(probability);
    }
    return sum / size;
  }

  /**
   * Sums over the tokens.
   *
   * @param gradient [discount]
   * @param curvature [discount][discount], the Hessian's negative
   */
  // Short-lived; never compared.
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
     * The discounts at which a parabola of this slope and curvature is highest, of those within
     * their bounds: where Newton's step leads, if it does not lead out. Found one discount after
     * the other, over and over.
     *
     * @param here [count, 3 for more], where the slope was taken
     * @param least the least that each may be; at most it is what it is taken from
     */
    double[] highest(double[] here, double least) {
      double[] d = here.clone();
      for (int sweep = 0; sweep < SWEEPS; sweep++) {
        for (int i = 0; i < KINDS; i++) {
          double slope = gradient[i];
          for (int j = 0; j < KINDS; j++) {
            slope -= curvature[i][j] * (d[j + 1] - here[j + 1]);
          }
          if (curvature[i][i] > 0) { // else no such count is near, and the discount stays
            d[i + 1] = Math.clamp(d[i + 1] + slope / curvature[i][i], least, i + 1);
          }
        }
      }
      return d;
    }
  }
}
