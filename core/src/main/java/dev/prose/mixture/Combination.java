package dev.prose.mixture;

import java.util.Arrays;

/**
 * Turns the kinds' votes into probabilities. A symbol's logit is the sum of a base and of two
 * biases, which depend on the place in the line and are 0 for rare symbols of a large vocabulary,
 *
 * <pre>  λ ln q[symbol]  +  B[place][symbol]  +  C[column][symbol]</pre>
 *
 * <p>and, over the kinds that have seen it in their context, of
 *
 * <pre>  λ f  +  v[bucket of d, bucket of c]  +  u[symbol]  +  w[bucket of f]</pre>
 *
 * <p>and the probabilities are the softmax of the logits. q is what the shortest contexts predict,
 * and f a kind's vote; {@link Voting} computes both. The trust λ in each differs from position to
 * position. A network with one hidden layer, the gate, computes it from how much each kind has seen
 * there, and from rows of a table for what else is known of the position:
 *
 * <pre>  λ = b + O h,   h = leakyReLU(U inputs + the sum of the chosen rows of E)</pre>
 *
 * <p>With all λ = 1 and everything else 0, and no kinds beside the chain, the result is Kneser and
 * Ney's interpolated model.
 */
final class Combination {
  static final float LEAK = 0.01f;

  private static final int FIRST = ContextKind.BASE + 1; // of the kinds that vote one by one

  private final Weights weights;
  private final int[] frequent;
  private final Kinds kinds;
  private final Selectors selectors;
  final float[] hidden; // h
  final float[] lambda; // [kind], the base's at ContextKind.BASE
  final int[] rows; // of E

  /**
   * @param frequent the symbols that have a bias
   */
  Combination(Kinds kinds, Weights weights, int... frequent) {
    this.kinds = kinds;
    this.selectors = kinds.selectors();
    this.rows = new int[selectors.count()];
    this.weights = weights;
    this.frequent = frequent;
    this.hidden = new float[weights.hidden()];
    this.lambda = new float[weights.kinds()];
  }

  /**
   * Computes the logits at a position.
   *
   * @param target [symbol], overwritten with logits, in nats
   */
  void logits(Votes votes, float[] target) {
    openGate(votes);
    setBase(lambda[ContextKind.BASE], votes.base().logs, target);
    addBias(weights.places(), votes.place, target);
    addBias(weights.columns(), votes.column, target);
    for (int kind = FIRST; kind < lambda.length; kind++) {
      if (votes.total[kind] > 0) {
        add(votes, kind, target);
      }
    }
  }

  private static void setBase(float trust, float[] logs, float[] logits) {
    for (int symbol = 0; symbol < logits.length; symbol++) {
      logits[symbol] = trust * logs[symbol];
    }
  }

  private void addBias(Parameters bias, int row, float[] logits) {
    float[] values = bias.values();
    int from = row * frequent.length;
    for (int i = 0; i < frequent.length; i++) {
      logits[frequent[i]] += values[from + i];
    }
  }

  private void add(Votes votes, int kind, float[] logits) {
    float[] buckets = weights.buckets().values();
    float[] symbols = weights.symbols().values();
    Buckets sizes = kinds.buckets(kind);
    float[] curve = weights.curve().values();
    float trust = lambda[kind];
    int ofTotal = place(kind, sizes.ofTotal(votes.total[kind]));
    int ofKind = kind * weights.vocabularySize();
    for (int e = votes.begin(kind); e < votes.end[kind]; e++) {
      int symbol = votes.symbols[e];
      logits[symbol] +=
          trust * votes.features[e]
              + buckets[ofTotal + sizes.ofCount(votes.counts[e])]
              + symbols[ofKind + symbol]
              + curve[kind * Buckets.VOTES + Buckets.ofVote(votes.features[e])];
    }
  }

  /** What a kind that votes by itself says about a token. Call it after a prediction. */
  ContextVote vote(Votes votes, int kind, int token) {
    float[] logits = new float[weights.vocabularySize()];
    if (votes.total[kind] > 0) {
      add(votes, kind, logits);
    }
    return new ContextVote(
        kinds.names().get(kind),
        kinds.reach(kind),
        votes.total[kind],
        votes.end[kind] - votes.begin(kind),
        votes.count(kind, token),
        lambda[kind],
        logits[token]);
  }

  /** What the place in the line and the column add to a symbol's logit. */
  float bias(Votes votes, int symbol) {
    int i = Arrays.binarySearch(frequent, symbol);
    return i < 0
        ? 0
        : weights.places().values()[votes.place * frequent.length + i]
            + weights.columns().values()[votes.column * frequent.length + i];
  }

  /** Index into v of the first count bucket that goes with the bucket of a total. */
  static int place(int kind, int bucketOfTotal) {
    return kind * Buckets.PAIRS + bucketOfTotal * Buckets.COUNTS;
  }

  private void openGate(Votes votes) {
    int units = hidden.length;
    float[] in = weights.gateIn().values();
    float[] table = weights.gateRows().values();
    float[] out = weights.gateOut().values();
    selectors.choose(votes, rows);
    System.arraycopy(table, rows[0] * units, hidden, 0, units);
    addTwo(table, rows[1] * units, rows[2] * units, hidden);
    addTwo(table, rows[3] * units, rows[4] * units, hidden);
    for (int row = Selectors.ALWAYS; row < rows.length; row++) {
      addOne(1, table, rows[row] * units, hidden);
    }
    for (int kind = FIRST; kind < lambda.length; kind++) {
      if (votes.total[kind] > 0) { // else its inputs are 0
        addMultiples(votes.inputs, Votes.INPUTS * kind, Votes.INPUTS, in, hidden);
      }
    }
    System.arraycopy(weights.base().values(), 0, lambda, 0, lambda.length);
    for (int unit = 0; unit < units; unit++) {
      hidden[unit] *= hidden[unit] > 0 ? 1 : LEAK;
    }
    addMultiples(hidden, 0, units, out, lambda);
  }

  private static void addTwo(float[] table, int first, int second, float[] vector) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] = vector[i] + table[first + i] + table[second + i];
    }
  }

  /**
   * Adds multiples of some rows to a vector, in order, three rows per pass: a loop over so few
   * numbers takes hardly longer for three rows than for one.
   */
  private static void addMultiples(
      float[] factors, int from, int count, float[] rows, float[] vector) {
    int end = from + count;
    int row = from;
    for (; row + 3 <= end; row += 3) {
      addThree(factors, row, rows, vector);
    }
    for (; row < end; row++) {
      addOne(factors[row], rows, row * vector.length, vector);
    }
  }

  private static void addThree(float[] factors, int row, float[] rows, float[] vector) {
    float a = factors[row];
    float b = factors[row + 1];
    float c = factors[row + 2];
    int first = row * vector.length;
    int second = first + vector.length;
    int third = second + vector.length;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = vector[i] + a * rows[first + i] + b * rows[second + i] + c * rows[third + i];
    }
  }

  private static void addOne(float factor, float[] rows, int from, float[] vector) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] += factor * rows[from + i];
    }
  }
}
