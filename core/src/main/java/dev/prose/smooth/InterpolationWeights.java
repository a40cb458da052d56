package dev.prose.smooth;

import dev.prose.data.Tokens;
import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the weights with which the mean of several models predicts a text best, by expectation
 * maximization: each model's weight becomes the mean of the shares that it had in the probability
 * of each token, over and over. The likelihood never falls and has one maximum.
 *
 * <p>Source: Dempster, Laird and Rubin, "Maximum likelihood from incomplete data via the EM
 * algorithm", 1977.
 */
public final class InterpolationWeights {
  private static final int MOST_ROUNDS = 1000;
  private static final double ENOUGH = 1e-9; // nats a token that a round must bring

  private InterpolationWeights() {}

  /**
   * The best weights for a text that none of the models has seen.
   *
   * @return [model], adding up to 1
   * @throws IllegalArgumentException if there are fewer than two tokens
   */
  public static double[] fit(List<? extends LanguageModel> models, Tokens tokens) {
    if (tokens.size() < 2) {
      throw new IllegalArgumentException(
          "weights are fitted to at least 2 tokens, but there are " + tokens.size());
    }
    double[][] probabilities = probabilities(models, tokens);
    double[] weights = new double[models.size()];
    Arrays.fill(weights, 1.0 / weights.length);
    double before = Double.NEGATIVE_INFINITY;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double now = improve(weights, probabilities);
      if (now - before < ENOUGH) {
        break;
      }
      before = now;
    }
    return weights;
  }

  /** [model][token], of all tokens but the first. */
  private static double[][] probabilities(List<? extends LanguageModel> models, Tokens tokens) {
    int size = Math.toIntExact(tokens.size() - 1);
    double[][] probabilities = new double[models.size()][size];
    for (int m = 0; m < probabilities.length; m++) {
      Cursor cursor = models.get(m).preparedFor(tokens.size()).cursor();
      cursor.advance(tokens.at(0));
      for (int i = 0; i < size; i++) {
        int token = tokens.at(i + 1);
        probabilities[m][i] = Math.exp(cursor.logProbability(token));
        cursor.advance(token);
      }
    }
    return probabilities;
  }

  /** One round; the mean log-likelihood with the weights that there were, in nats. */
  private static double improve(double[] weights, double[][] probabilities) {
    int size = probabilities[0].length;
    double[] shares = new double[weights.length];
    double logLikelihood = 0;
    for (int i = 0; i < size; i++) {
      double sum = 0;
      for (int m = 0; m < weights.length; m++) {
        sum += weights[m] * probabilities[m][i];
      }
      if (sum > 0) { // a token that all hold for impossible says nothing of them
        logLikelihood += Math.log(sum);
        for (int m = 0; m < weights.length; m++) {
          shares[m] += weights[m] * probabilities[m][i] / sum;
        }
      }
    }
    double all = Arrays.stream(shares).sum();
    for (int m = 0; m < weights.length && all > 0; m++) {
      weights[m] = shares[m] / all;
    }
    return logLikelihood / size;
  }
}
