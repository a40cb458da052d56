package dev.prose.mixture;

import dev.prose.numeric.Softmax;
import java.util.Arrays;

/**
 * Turns the kinds' votes into probabilities. A symbol's logit is the sum, over the kinds that have
 * seen it in their context, of
 *
 * <pre>  λ f  +  v[bucket of d, bucket of c]  +  u[symbol]</pre>
 *
 * <p>and the probabilities are the softmax of the logits. The trust λ in a kind's vote f differs
 * from position to position. A network with one hidden layer, the gate, computes it from how much
 * each kind has seen there, and from the character before:
 *
 * <pre>  λ = b + O h,   h = leakyReLU(U inputs + E[character])</pre>
 *
 * <p>With all λ = 1 and v = u = 0, and no kinds beside the chain, the result is Kneser and Ney's
 * interpolated model.
 */
final class Combination {
  static final float LEAK = 0.01f;

  private final Weights weights;
  private final double[] logSumExp = new double[1];
  final float[] hidden; // h
  final float[] lambda; // [kind]

  Combination(Weights weights) {
    this.weights = weights;
    this.hidden = new float[weights.hidden()];
    this.lambda = new float[weights.kinds()];
  }

  /**
   * Computes the probabilities at a position, in single precision, which is enough for learning.
   *
   * @param target [symbol], overwritten with probabilities
   */
  void probabilities(Votes votes, float[] target) {
    logits(votes, target);
    Softmax.rows(target, 1, target.length, logSumExp);
  }

  /**
   * Computes the logits at a position.
   *
   * @param target [symbol], overwritten with logits, in nats
   */
  void logits(Votes votes, float[] target) {
    openGate(votes);
    Arrays.fill(target, 0);
    for (int kind = 0; kind < lambda.length; kind++) {
      if (votes.total[kind] > 0) {
        add(votes.of(kind), kind, target);
      }
    }
  }

  private void add(Votes votes, int kind, float[] logits) {
    float[] buckets = weights.buckets().values();
    float[] symbols = weights.symbols().values();
    float trust = lambda[kind];
    int ofTotal = place(kind, votes.total[kind]);
    int ofKind = kind * weights.vocabularySize();
    for (int e = votes.begin(kind); e < votes.end[kind]; e++) {
      int symbol = votes.symbols[e];
      logits[symbol] +=
          trust * votes.features[e]
              + buckets[ofTotal + Buckets.ofCount(votes.counts[e])]
              + symbols[ofKind + symbol];
    }
  }

  /** What a kind says about a token. Call it after a prediction, which sets λ. */
  ContextVote vote(Votes all, int kind, String name, int token) {
    Votes votes = all.of(kind);
    float[] logits = new float[weights.vocabularySize()];
    if (votes.total[kind] > 0) {
      add(votes, kind, logits);
    }
    return new ContextVote(
        name,
        votes.total[kind],
        votes.end[kind] - votes.begin(kind),
        votes.count(kind, token),
        lambda[kind],
        logits[token]);
  }

  /** Index into v of the first count bucket that goes with a total. */
  static int place(int kind, int total) {
    return kind * Buckets.PAIRS + Buckets.ofTotal(total) * Buckets.COUNTS;
  }

  private void openGate(Votes votes) {
    int units = hidden.length;
    float[] in = weights.gateIn().values();
    float[] out = weights.gateOut().values();
    System.arraycopy(
        weights.gateCharacter().values(), (votes.before + 1) * units, hidden, 0, units);
    for (int kind = 0; kind < lambda.length; kind++) {
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
