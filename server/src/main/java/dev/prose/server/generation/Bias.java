package dev.prose.server.generation;

import java.util.Map;

/**
 * What is added to tokens' log-probabilities before one is drawn, with the meaning of OpenAI's
 * parameters.
 *
 * @param ofToken by token id, in nats
 * @param presence taken off once for each token that was written before
 * @param frequency taken off for each time that a token was written before
 */
public record Bias(Map<Integer, Double> ofToken, double presence, double frequency) {
  public static final Bias NONE = new Bias(Map.of(), 0, 0);

  public Bias {
    ofToken = Map.copyOf(ofToken);
  }

  /**
   * Adds it.
   *
   * @param logProbabilities [vocabulary], changed in place
   * @param written how often each token was written before, by id
   */
  void add(float[] logProbabilities, Map<Integer, Integer> written) {
    ofToken.forEach((token, bias) -> logProbabilities[token] += bias.floatValue());
    written.forEach(
        (token, times) -> logProbabilities[token] -= (float) (presence + frequency * times));
  }
}
