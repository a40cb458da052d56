package dev.prose.cli.output;

import dev.prose.mixture.Mixture;
import dev.prose.model.LanguageModel;
import dev.prose.model.LinearInterpolation;
import java.util.Optional;

/** Whether a model changes while it predicts a text. Of those that never can nothing is said. */
public enum ModelMode {
  STATIC("static", "nothing changes on the way; all text before a character is its context"),
  ADAPTIVE(
      "adaptive",
      "the model learns from each character after it was predicted; all before is its context");

  private final String key;
  private final String description;

  ModelMode(String key, String description) {
    this.key = key;
    this.description = description;
  }

  /** That of a model, if it is a mixture or has one in it. */
  public static Optional<ModelMode> of(LanguageModel model) {
    if (model instanceof Mixture mixture) {
      return Optional.of(mixture.isAdaptive() ? ADAPTIVE : STATIC);
    }
    return model instanceof LinearInterpolation mix
        ? mix.components().stream().flatMap(each -> of(each).stream()).findFirst()
        : Optional.empty();
  }

  /** As programs read it. */
  String key() {
    return key;
  }

  /** As people read it. */
  @Override
  public String toString() {
    return key + ": " + description;
  }
}
