package dev.prose.model;

/** Changes a model's distribution before a token is drawn: temperature, top-k, top-p. */
public interface Reshaping {
  /** Whether nothing changes, so that tokens are drawn from the model's own distribution. */
  boolean isIdentity();

  /**
   * The distribution to draw from.
   *
   * @param logProbabilities [vocabulary], in nats, as a model gives them; they need not be
   *     normalised
   * @return [vocabulary], with the sum 1; if the model rules out every token, all are equally
   *     likely
   */
  double[] apply(float[] logProbabilities);
}
