package dev.prose.model;

/** What can be learned from a text: something that rates which token comes next. */
public sealed interface Predictor permits LanguageModel, NGramScores {
  /** The {@code model_type} of such models in config.json, by which their format is found. */
  String type();

  /** Number of different tokens, V. */
  int vocabularySize();

  /** Number of numbers that were learned. */
  long parameterCount();
}
