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
   * @param logProbabilities [vocabulary], nats, as a model gives them
   * @return [vocabulary], adding up to 1
   */
  double[] apply(float[] logProbabilities);
}
