package dev.prose.mixture;

import dev.prose.numeric.Softmax;

/**
 * Gradient ascent on the log-probability of the symbol that came, by Adagrad: each weight's step is
 * divided by the square root of the sum of its squared gradients. The gate's matrices have one such
 * sum per row, of the mean squared gradient, and take smaller steps.
 *
 * <p>Source: Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and
 * stochastic optimization", 2011.
 */
final class Learning {
  private static final float GATE_RATE = 0.3f; // relative to the rate of the other weights

  private static final int FIRST = ContextKind.BASE + 1; // of the kinds that vote one by one

  private final Kinds kinds;
  private final Weights weights;
  private final int[] frequent;
  private final float[] ofFrequent; // the errors of the frequent symbols
  private final Combination combination; // of these weights
  private final double[] logSumExp = new double[1];
  private final float[] error; // [symbol]: 1 for the symbol that came, less the probability
  private final float[] ofBuckets = new float[Buckets.COUNTS]; // gradients of one kind
  private final float[] ofCurve = new float[Buckets.VOTES]; // likewise
  private final float[] ofLambda; // [kind]
  private final float[] ofHidden;
  private final float[] outSteps; // [kind]
  private final float[] inSteps; // [hidden]

  /**
   * @param combination of these weights
   * @param frequent the symbols that have a bias
   */
  Learning(Kinds kinds, Weights weights, Combination combination, int... frequent) {
    this.kinds = kinds;
    this.weights = weights;
    this.frequent = frequent;
    this.ofFrequent = new float[frequent.length];
    this.combination = combination;
    this.error = new float[weights.vocabularySize()];
    this.ofLambda = new float[weights.kinds()];
    this.ofHidden = new float[weights.hidden()];
    this.outSteps = new float[weights.kinds()];
    this.inSteps = new float[weights.hidden()];
  }

  /**
   * Learns from one position.
   *
   * @param votes at the position, with the symbol that came
   * @param logits [symbol], what the combination has made of these votes just before; overwritten
   * @param rate the learning rate
   * @return the symbol's log-probability before the step, in nats
   */
  double step(Votes votes, float[] logits, float rate) {
    float[] probabilities = logits;
    // Single precision is enough for a gradient.
    Softmax.rows(probabilities, 1, probabilities.length, logSumExp);
    for (int symbol = 0; symbol < error.length; symbol++) {
      error[symbol] = -probabilities[symbol];
    }
    error[votes.symbol] += 1;
    ofLambda[ContextKind.BASE] = dotOfLong(votes.base().logs, error);
    for (int kind = FIRST; kind < ofLambda.length; kind++) {
      ofLambda[kind] = votes.total[kind] > 0 ? stepOfKind(votes, kind, rate) : 0;
    }
    for (int i = 0; i < frequent.length; i++) {
      ofFrequent[i] = error[frequent[i]];
    }
    stepOfBias(weights.places(), votes.place, rate);
    stepOfBias(weights.columns(), votes.column, rate);
    stepOfGate(votes, GATE_RATE * rate);
    for (int kind = 0; kind < ofLambda.length; kind++) {
      weights.base().ascend(kind, ofLambda[kind], rate);
    }
    return Math.log(probabilities[votes.symbol]);
  }

  /** Takes a step of v, u and w, and returns the gradient of λ. */
  private float stepOfKind(Votes votes, int kind, float rate) {
    float gradient = 0;
    int ofKind = kind * error.length;
    int largest = 0;
    Buckets sizes = kinds.buckets(kind);
    for (int e = votes.begin(kind); e < votes.end[kind]; e++) {
      int symbol = votes.symbols[e];
      gradient += error[symbol] * votes.features[e];
      int bucket = sizes.ofCount(votes.counts[e]);
      ofBuckets[bucket] += error[symbol];
      ofCurve[Buckets.ofVote(votes.features[e])] += error[symbol];
      largest = Math.max(largest, bucket);
      weights.symbols().ascend(ofKind + symbol, error[symbol], rate);
    }
    int place = Combination.place(kind, sizes.ofTotal(votes.total[kind]));
    for (int bucket = 0; bucket <= largest; bucket++) {
      weights.buckets().ascend(place + bucket, ofBuckets[bucket], rate);
      ofBuckets[bucket] = 0;
    }
    for (int bucket = 0; bucket < Buckets.VOTES; bucket++) {
      if (ofCurve[bucket] != 0) {
        weights.curve().ascend(kind * Buckets.VOTES + bucket, ofCurve[bucket], rate);
        ofCurve[bucket] = 0;
      }
    }
    return gradient;
  }

  private void stepOfBias(Parameters bias, int row, float rate) {
    int from = row * ofFrequent.length;
    float[] values = bias.values();
    float[] sums = bias.sums();
    for (int i = 0; i < ofFrequent.length; i++) {
      float gradient = ofFrequent[i];
      float sum = sums[from + i] + gradient * gradient;
      sums[from + i] = sum;
      values[from + i] += rate * gradient / (float) Math.sqrt(sum);
    }
  }

  private void stepOfGate(Votes votes, float rate) {
    float[] hidden = combination.hidden;
    float[] out = weights.gateOut().values();
    for (int unit = 0; unit < hidden.length; unit++) {
      float gradient = dot(out, unit * ofLambda.length, ofLambda);
      ofHidden[unit] = hidden[unit] > 0 ? gradient : Combination.LEAK * gradient;
    }
    rowSteps(weights.gateOut(), ofLambda, meanSquare(hidden), rate, outSteps);
    addOuter(hidden, outSteps, out);
    for (int row : combination.rows) {
      stepOfRow(row, rate);
    }
    rowSteps(weights.gateIn(), ofHidden, meanSquare(votes.inputs), rate, inSteps);
    addOuter(votes.inputs, inSteps, weights.gateIn().values());
  }

  private void stepOfRow(int row, float rate) {
    Parameters rows = weights.gateRows();
    rows.sums()[row] += meanSquare(ofHidden);
    float step = rate / (float) Math.sqrt(rows.sums()[row]);
    int from = row * ofHidden.length;
    for (int unit = 0; unit < ofHidden.length; unit++) {
      rows.values()[from + unit] += step * ofHidden[unit];
    }
  }

  /**
   * How far each row of a matrix moves for an input of 1. The matrix's gradient is the outer
   * product of the row gradients and the inputs.
   */
  private static void rowSteps(
      Parameters matrix, float[] gradients, float inputs, float rate, float[] steps) {
    float[] sums = matrix.sums();
    for (int row = 0; row < steps.length; row++) {
      sums[row] += gradients[row] * gradients[row] * inputs;
      steps[row] = rate * gradients[row] / (float) Math.sqrt(sums[row]);
    }
  }

  private static void addOuter(float[] inputs, float[] steps, float[] matrix) {
    for (int i = 0; i < inputs.length; i++) {
      float input = inputs[i];
      if (input != 0) {
        int from = i * steps.length;
        for (int row = 0; row < steps.length; row++) {
          matrix[from + row] += input * steps[row];
        }
      }
    }
  }

  private static float dot(float[] rows, int from, float[] vector) {
    float sum = 0;
    for (int i = 0; i < vector.length; i++) {
      sum += rows[from + i] * vector[i];
    }
    return sum;
  }

  // Four sums in parallel, because a single one would wait for each addition before the next.
  private static float dotOfLong(float[] one, float[] other) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i <= one.length - 4; i += 4) {
      a += one[i] * other[i];
      b += one[i + 1] * other[i + 1];
      c += one[i + 2] * other[i + 2];
      d += one[i + 3] * other[i + 3];
    }
    for (; i < one.length; i++) {
      a += one[i] * other[i];
    }
    return (a + b) + (c + d);
  }

  private static float meanSquare(float[] vector) {
    return dot(vector, 0, vector) / vector.length;
  }
}
