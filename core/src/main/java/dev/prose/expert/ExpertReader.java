package dev.prose.expert;

import dev.prose.data.LastTokens;
import dev.prose.neural.NeuralModel;

/** The network along a text. Not safe for use by several threads. */
interface ExpertReader {
  /** The reader of a model, before its text. */
  static ExpertReader of(MixtureWithExpert model) {
    NeuralModel expert = model.expert();
    if (model.trust().ignoresExpert()) {
      return new SilentExpert();
    }
    if (model.isAdaptive()) {
      return new LearningExpert(expert);
    }
    return model.memoryCharacters().isPresent()
        ? new FixedExpert(expert, new LastTokens(model.memoryCharacters().getAsInt()))
        : new FixedExpert(expert);
  }

  /**
   * The network's logits of the next token; zeros where it has read nothing.
   *
   * @param target [token], overwritten
   */
  void logits(float[] target);

  /**
   * Reads the next token.
   *
   * @param mixtureLogs [token], what the mixture expected there, if this reader {@link #learns}
   */
  void advance(int token, float[] mixtureLogs);

  /** Whether it learns from what it reads. */
  default boolean learns() {
    return false;
  }
}
