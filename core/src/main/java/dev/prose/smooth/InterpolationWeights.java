package dev.prose.smooth;

import dev.prose.data.Tokens;
import dev.prose.model.LanguageModel;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Finds the weights with which the weighted mean of several models predicts a text best, by
 * expectation maximization: in each round, a model's weight becomes its mean share in the
 * probabilities of the tokens. The likelihood never falls, and has one maximum.
 *
 * <p>Source: Dempster, Laird and Rubin, "Maximum likelihood from incomplete data via the EM
 * algorithm", 1977.
 */
public final class InterpolationWeights {
  private static final int MOST_ROUNDS = 1000;
  private static final double ENOUGH = 1e-9; // nats per token that a round must gain

  private InterpolationWeights() {}

  /**
   * The weights that were found, and the losses.
   *
   * @param weights [model], with the sum 1
   * @param alone [model], the loss of each by itself, in nats per token
   * @param together the loss of their mean with these weights, in nats per token
   */
  // Never compared.
  @SuppressWarnings("ArrayRecordComponent")
  public record Fit(double[] weights, double[] alone, double together) {}

  /**
   * Finds the best weights for a text, which none of the models should have learned from. Every
   * token but the first is predicted.
   *
   * @throws IllegalArgumentException if there are fewer than two tokens
   */
  public static Fit fit(List<? extends LanguageModel> models, Tokens tokens) {
    if (tokens.size() < 2) {
      throw new IllegalArgumentException(
          "weights are fitted to at least 2 tokens, but there are " + tokens.size());
    }
    int size = Math.toIntExact(tokens.size() - 1);
    double[][] probabilities = new double[models.size()][size]; // of all tokens but the first
    double[] alone = new double[models.size()];
    for (int m = 0; m < models.size(); m++) {
      alone[m] = score(models.get(m), tokens, probabilities[m]) / size;
    }
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
    return new Fit(weights, alone, loss(weights, probabilities));
  }

  /** Fills in a model's probabilities of all tokens but the first; returns their sum of nats. */
  private static double score(LanguageModel model, Tokens tokens, double[] probabilities) {
    DoubleConsumer sink =
        new DoubleConsumer() {
          private int position;

          @Override
          public void accept(double surprisal) {
            if (position > 0) {
              probabilities[position - 1] = Math.exp(-surprisal);
            }
            position++;
          }
        };
    model.surprisals(tokens, sink);
    double nats = 0;
    for (double probability : probabilities) {
      nats -= Math.log(probability);
    }
    return nats;
  }

  /** The loss with these weights in nats per token; infinite if all models rule out some token. */
  private static double loss(double[] weights, double[][] probabilities) {
    double nats = 0;
    for (int i = 0; i < probabilities[0].length; i++) {
      double sum = 0;
      for (int m = 0; m < weights.length; m++) {
        sum += weights[m] * probabilities[m][i];
      }
      nats -= Math.log(sum);
    }
    return nats / probabilities[0].length;
  }

  /** One round. Returns the mean log-likelihood with the weights before it, in nats per token. */
  private static double improve(double[] weights, double[][] probabilities) {
    int size = probabilities[0].length;
    double[] shares = new double[weights.length];
    double logLikelihood = 0;
    for (int i = 0; i < size; i++) {
      double sum = 0;
      for (int m = 0; m < weights.length; m++) {
        sum += weights[m] * probabilities[m][i];
      }
      if (sum > 0) { // a token that all models rule out says nothing about them
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
