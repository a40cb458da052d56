package dev.prose.model;

/** What is made of a model's distribution before a token is drawn: temperature, top-k, top-p. */
public interface Reshaping {
  /**
   * Whether tokens are drawn from the model's own distribution, so that nothing need be applied.
   */
  boolean isIdentity();

  /**
   * The distribution to draw from.
   *
   * @param logProbabilities [vocabulary], nats, as a model gives them; they need not be normalised
   * @return [vocabulary], adding up to 1; where the model holds every token for impossible, all are
   *     equally likely
   */
  double[] apply(float[] logProbabilities);
}
