package dev.prose.sample;

import dev.prose.model.Reshaping;
import java.util.Arrays;
import java.util.Comparator;

/**
 * How to choose among the next tokens. The three apply in this order: temperature, top-k, top-p.
 *
 * @param temperature divides the log-probabilities: below 1 more predictable, above 1 more varied;
 *     0 always takes the likeliest token (the one with the lowest id among equals)
 * @param topK only so many of the likeliest tokens stay; 0 keeps all
 * @param topP only the likeliest tokens that together reach this probability stay; 1 keeps all
 */
public record SamplingOptions(double temperature, int topK, double topP) implements Reshaping {
  /** The model's own distribution: temperature 1, nothing cut off. */
  public static final SamplingOptions DEFAULT = new SamplingOptions(1, 0, 1);

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public SamplingOptions {
    if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the temperature must be finite and 0 or more, but is " + temperature);
    }
    if (topK < 0) {
      throw new IllegalArgumentException("top-k must be 0 (all) or more, but is " + topK);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("top-p must be above 0 and at most 1, but is " + topP);
    }
  }

  public SamplingOptions withTemperature(double newTemperature) {
    return new SamplingOptions(newTemperature, topK, topP);
  }

  public SamplingOptions withTopK(int newTopK) {
    return new SamplingOptions(temperature, newTopK, topP);
  }

  public SamplingOptions withTopP(double newTopP) {
    return new SamplingOptions(temperature, topK, newTopP);
  }

  /** Whether the likeliest token is always chosen, so that nothing is random. */
  public boolean isGreedy() {
    return temperature == 0 || topK == 1;
  }

  @Override
  public boolean isIdentity() {
    return temperature == 1 && topK == 0 && topP == 1;
  }

  @Override
  public double[] apply(float[] logProbabilities) {
    double[] probabilities = new double[logProbabilities.length];
    int likeliest = likeliest(logProbabilities);
    if (temperature == 0) {
      probabilities[likeliest] = 1;
      return probabilities;
    }
    for (int id = 0; id < probabilities.length; id++) {
      boolean same = logProbabilities[id] == logProbabilities[likeliest]; // both may be infinite
      double below = same ? 0 : (double) logProbabilities[id] - logProbabilities[likeliest];
      probabilities[id] = Math.exp(below / temperature);
    }
    normalize(probabilities);
    if ((topK > 0 && topK < probabilities.length) || topP < 1) {
      cut(probabilities);
      normalize(probabilities);
    }
    return probabilities;
  }

  private void cut(double[] probabilities) {
    Integer[] order = new Integer[probabilities.length];
    Arrays.setAll(order, id -> id);
    Arrays.sort(order, Comparator.comparingDouble((Integer id) -> -probabilities[id]));
    int kept = topK > 0 ? Math.min(topK, order.length) : order.length;
    double all = 0;
    for (int rank = 0; rank < kept; rank++) {
      all += probabilities[order[rank]];
    }
    double reached = 0;
    int rank = 0;
    while (rank < kept && (rank == 0 || reached < topP * all)) {
      reached += probabilities[order[rank++]];
    }
    for (; rank < order.length; rank++) {
      probabilities[order[rank]] = 0;
    }
  }

  private static int likeliest(float[] logProbabilities) {
    int best = 0;
    for (int id = 1; id < logProbabilities.length; id++) {
      if (logProbabilities[id] > logProbabilities[best]) {
        best = id;
      }
    }
    return best;
  }

  private static void normalize(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
  }
}
