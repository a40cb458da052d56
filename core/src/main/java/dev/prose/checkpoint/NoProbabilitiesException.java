package dev.prose.checkpoint;

import dev.prose.text.InvalidDataException;

/** A model has scores, and probabilities were asked for. */
public final class NoProbabilitiesException extends InvalidDataException {
  /**
   * @param fit how the model was trained: {@link TrainingState#fit}
   */
  public NoProbabilitiesException(String fit) {
    super("the model has scores (%s), which are no probabilities".formatted(fit));
  }
}
