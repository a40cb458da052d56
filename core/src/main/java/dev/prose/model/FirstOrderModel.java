package dev.prose.model;

/**
 * A model in which the next token depends on the last one alone, a Markov chain. What it predicts
 * is one distribution for each token, which allows exact evaluation from bigram counts and sampling
 * in constant time.
 */
public interface FirstOrderModel extends LanguageModel {
  /** The largest vocabulary for which all that may follow each token is kept ready to be drawn. */
  int MAX_CHAIN = 4096; // tables take 16 bytes for each pair of tokens

  /**
   * Writes the log-probabilities of the token after {@code token}, in nats.
   *
   * @param target [vocabulary], overwritten
   * @throws IllegalArgumentException if its length is not the vocabulary's size
   */
  void logProbabilitiesAfter(int token, float[] target);

  /** The log-probability of {@code next} right after {@code token}, in nats. */
  double logProbability(int token, int next);

  @Override
  default Drawer drawer(Reshaping reshaping) {
    return vocabularySize() <= MAX_CHAIN
        ? new ChainDrawer(this, reshaping)
        : LanguageModel.super.drawer(reshaping);
  }
}
