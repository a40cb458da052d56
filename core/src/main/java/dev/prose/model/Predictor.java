package dev.prose.model;

/** What can be learned from a text: something that has an opinion on which token comes next. */
public sealed interface Predictor permits LanguageModel, NGramScores {
  /** How many different tokens it knows, V. */
  int vocabularySize();

  /** How many numbers were learned. */
  long parameterCount();
}
