package dev.prose.arpa;

import dev.prose.model.BackoffNGramModel;
import dev.prose.token.chars.Vocabulary;

/**
 * The content of an ARPA file.
 *
 * @param model the model; it has a separator if the file has sentences
 * @param vocabulary the characters of the model's tokens
 */
public record ArpaModel(BackoffNGramModel model, Vocabulary vocabulary) {
  /**
   * @throws IllegalArgumentException if the vocabulary's size is not the model's
   */
  public ArpaModel {
    if (vocabulary.size() != model.vocabularySize()) {
      throw new IllegalArgumentException(
          "the model has %,d tokens, but the vocabulary %,d characters"
              .formatted(model.vocabularySize(), vocabulary.size()));
    }
  }
}
