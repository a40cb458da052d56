package dev.prose.eval;

/**
 * How well a model predicts some tokens.
 *
 * @param nats the mean cross-entropy, in nats per token
 * @param standardError the standard error of {@code nats}; 0 where every token was evaluated
 * @param tokens how many predictions were evaluated
 */
public record Evaluation(double nats, double standardError, long tokens) {
  /** The mean cross-entropy in bits per token. */
  public double bits() {
    return nats / Math.log(2);
  }

  /**
   * {@code e} to the cross-entropy: the number of equally likely tokens that are as hard to
   * predict.
   */
  public double perplexity() {
    return Math.exp(nats);
  }
}
