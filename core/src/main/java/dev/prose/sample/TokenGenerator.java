package dev.prose.sample;

import dev.prose.model.FirstOrderModel;
import dev.prose.model.LanguageModel;
import dev.prose.model.NGramModel;
import java.util.random.RandomGenerator;

/** Continues a sequence, one token at a time. Not safe for use by several threads. */
public interface TokenGenerator {
  /** The largest vocabulary for which all that may follow each token is kept ready. */
  int MAX_CHAIN = 4096;

  /**
   * Appends a token that was not drawn, one of a prompt for instance.
   *
   * @throws IndexOutOfBoundsException if there is no such token
   */
  void append(int token);

  /** Draws the next token, appends and returns it. */
  int next();

  /** A generator at the start of a sequence; of the fastest kind that the model allows. */
  static TokenGenerator of(LanguageModel model, SamplingOptions options, RandomGenerator random) {
    if (model instanceof NGramModel nGrams && options.equals(SamplingOptions.DEFAULT)) {
      return new NGramGenerator(nGrams, random);
    }
    // A chain's tables take 16 bytes for each pair of tokens.
    return model instanceof FirstOrderModel chain && model.vocabularySize() <= MAX_CHAIN
        ? new ChainGenerator(chain, options, random)
        : new CursorGenerator(model, options, random);
  }
}
