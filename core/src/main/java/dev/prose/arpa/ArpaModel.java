package dev.prose.arpa;

import dev.prose.model.BackoffNGramModel;
import dev.prose.token.Tokenizer;

/**
 * The content of an ARPA file.
 *
 * @param model the model; it has a separator if the file has sentences
 * @param tokenizer of the model's tokens; its {@link Tokenizer#unknownToken} is the unknown word
 */
public record ArpaModel(BackoffNGramModel model, Tokenizer tokenizer) {
  /**
   * @throws IllegalArgumentException if the vocabulary's size is not the model's
   */
  public ArpaModel {
    if (tokenizer.vocabularySize() != model.vocabularySize()) {
      throw new IllegalArgumentException(
          "the model has %,d tokens, but the tokenizer %,d"
              .formatted(model.vocabularySize(), tokenizer.vocabularySize()));
    }
  }
}
