package dev.prose.mixture;

import java.util.HashMap;
import java.util.Map;

/**
 * Numerical derivatives of the log-probability of a position's symbol by each weight, where the
 * symbol is not counted.
 */
final class FiniteDifferences {
  private static final double DISTANCE = 1e-4;

  private final TextbookMixture textbook;
  private final TextbookContexts contexts;
  private final int[] tokens;
  private final int position;
  private final int row;
  private final int rowBefore;
  private final Map<String, Map<Integer, Double>> known = new HashMap<>();

  FiniteDifferences(MixtureText text, Weights weights, int position) {
    this.textbook = text.textbook(weights);
    this.contexts = text.contexts();
    this.tokens = text.tokens();
    this.position = position;
    this.row = text.foldedRow(contexts.before(position, 1));
    this.rowBefore = text.foldedRow(contexts.before(position, 2));
    textbook.count(tokens, contexts, each -> each != position);
  }

  /**
   * The derivative with respect to one weight.
   *
   * @param name the weight's tensor
   * @param i the weight's index in it
   */
  double gradient(String name, int i) {
    return known
        .computeIfAbsent(name, each -> new HashMap<>())
        .computeIfAbsent(i, each -> difference(textbook.weights(name), i));
  }

  private double difference(double[] values, int i) {
    double value = values[i];
    values[i] = value + DISTANCE;
    double above = logProbability();
    values[i] = value - DISTANCE;
    double below = logProbability();
    values[i] = value;
    return (above - below) / (2 * DISTANCE);
  }

  private double logProbability() {
    return textbook.logProbabilities(tokens, contexts, position, row, rowBefore)[tokens[position]];
  }
}
