package dev.prose.model;

/** What can be learned from a text: something that has an opinion on which token comes next. */
public sealed interface Predictor permits LanguageModel, NGramScores {
  /** What config.json calls models of this kind, {@code model_type}; a format is found by it. */
  String type();

  /** How many different tokens it knows, V. */
  int vocabularySize();

  /** How many numbers were learned. */
  long parameterCount();
}
