package dev.prose.model;

/**
 * A model in which the next token depends on the last one alone, a Markov chain. What it predicts
 * is one distribution for each token, which allows exact evaluation from bigram counts and sampling
 * in constant time.
 */
public interface FirstOrderModel extends LanguageModel {
  /**
   * Writes the log-probabilities of the token after {@code token}, in nats.
   *
   * @param target [vocabulary], overwritten
   * @throws IllegalArgumentException if its length is not the vocabulary's size
   */
  void logProbabilitiesAfter(int token, float[] target);

  /** The log-probability of {@code next} right after {@code token}, in nats. */
  double logProbability(int token, int next);
}
