package dev.prose.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Combines several models into one, by the weighted mean of their probabilities.
 *
 * <p>Source: Jelinek and Mercer, "Interpolated estimation of Markov source parameters from sparse
 * data", 1980.
 */
public final class LinearInterpolation implements LanguageModel {
  /** The {@link #type} of every interpolation. */
  public static final String TYPE = "interpolation";

  private static final double ROUNDING = 1e-9;

  private final List<LanguageModel> components;
  private final double[] weights; // [component]

  /**
   * @param components at least one, all with the same vocabulary
   * @param weights [component], from 0 to 1, with the sum 1
   * @throws IllegalArgumentException if the components or the weights are not such
   */
  public LinearInterpolation(List<LanguageModel> components, double... weights) {
    if (components.isEmpty() || components.size() != weights.length) {
      throw new IllegalArgumentException(
          "%d models with %d weights".formatted(components.size(), weights.length));
    }
    int size = components.getFirst().vocabularySize();
    if (components.stream().anyMatch(model -> model.vocabularySize() != size)) {
      throw new IllegalArgumentException("models of different vocabularies have no common mean");
    }
    boolean shares = Arrays.stream(weights).allMatch(weight -> weight >= 0 && weight <= 1);
    if (!shares || Math.abs(Arrays.stream(weights).sum() - 1) > ROUNDING) {
      throw new IllegalArgumentException(
          "weights must be from 0 to 1 and add up to 1, but are " + Arrays.toString(weights));
    }
    this.components = List.copyOf(components);
    this.weights = weights.clone();
  }

  /** The models. */
  public List<LanguageModel> components() {
    return components;
  }

  /** The weights, [component]. */
  public double[] weights() {
    return weights.clone();
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public int vocabularySize() {
    return components.getFirst().vocabularySize();
  }

  @Override
  public long parameterCount() {
    return components.stream().mapToLong(LanguageModel::parameterCount).sum() + weights.length;
  }

  @Override
  public SequenceScorer scorer(long length) {
    List<SequenceScorer> scorers = components.stream().map(model -> model.scorer(length)).toList();
    return (tokens, count, surprisals) -> {
      double[] ofOne = new double[count];
      double[] sums = new double[count]; // of weighted probabilities
      for (int i = 0; i < weights.length; i++) {
        scorers.get(i).score(tokens, count, ofOne);
        for (int token = 0; token < count; token++) {
          sums[token] += weights[i] * Math.exp(-ofOne[token]);
        }
      }
      for (int token = 0; token < count; token++) {
        surprisals[token] = 0.0 - Math.log(sums[token]);
      }
    };
  }

  @Override
  public Cursor cursor() {
    return new MeanCursor();
  }

  /** Its numbers are the same to the last bit on every machine where those of the models are. */
  private final class MeanCursor implements Cursor {
    private final List<Cursor> cursors = components.stream().map(LanguageModel::cursor).toList();

    @Override
    public double logProbability(int token) {
      Objects.checkIndex(token, vocabularySize());
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * StrictMath.exp(cursors.get(i).logProbability(token));
      }
      return StrictMath.log(sum);
    }

    @Override
    public void logProbabilities(float[] target) {
      float[] ofOne = new float[target.length];
      double[] sums = new double[target.length];
      for (int i = 0; i < weights.length; i++) {
        cursors.get(i).logProbabilities(ofOne);
        for (int token = 0; token < sums.length; token++) {
          sums[token] += weights[i] * StrictMath.exp(ofOne[token]);
        }
      }
      for (int token = 0; token < sums.length; token++) {
        target[token] = (float) StrictMath.log(sums[token]);
      }
    }

    @Override
    public void advance(int token) {
      cursors.forEach(cursor -> cursor.advance(token));
    }
  }
}
