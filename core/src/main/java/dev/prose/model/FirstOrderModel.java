package dev.prose.model;

/**
 * A model in which the next token depends only on the last one: a Markov chain. It has one
 * distribution per token, which allows exact evaluation from bigram counts and drawing in constant
 * time.
 */
public interface FirstOrderModel extends LanguageModel {
  /** The largest vocabulary for which alias tables are kept. */
  int MAX_CHAIN = 4096; // tables take 16 bytes per pair of tokens

  /**
   * Writes the log-probabilities of the token after {@code token}, in nats.
   *
   * @param target [vocabulary], overwritten
   * @throws IllegalArgumentException if the target's length is not the vocabulary's size
   */
  void logProbabilitiesAfter(int token, float[] target);

  /**
   * The log-probability of {@code next} right after {@code token}, in nats.
   *
   * @throws IndexOutOfBoundsException if there is no such token
   */
  double logProbability(int token, int next);

  @Override
  default Drawer drawer(Reshaping reshaping) {
    return vocabularySize() <= MAX_CHAIN
        ? new ChainDrawer(this, reshaping)
        : LanguageModel.super.drawer(reshaping);
  }
}
