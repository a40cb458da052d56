package dev.prose.arpa;

import dev.prose.model.BackoffNGramModel;
import dev.prose.token.chars.Vocabulary;

/**
 * What an ARPA file holds.
 *
 * @param model with a separator where the file has sentences
 * @param vocabulary the characters of the model's tokens
 */
public record ArpaModel(BackoffNGramModel model, Vocabulary vocabulary) {
  /**
   * @throws IllegalArgumentException if the vocabulary is not of the model's size
   */
  public ArpaModel {
    if (vocabulary.size() != model.vocabularySize()) {
      throw new IllegalArgumentException(
          "the model has %,d tokens, but the vocabulary %,d characters"
              .formatted(model.vocabularySize(), vocabulary.size()));
    }
  }
}
