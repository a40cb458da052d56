package dev.prose.checkpoint;

import dev.prose.text.Corpus;
import dev.prose.text.InvalidDataException;
import dev.prose.train.LearnerState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a model came about, and what it takes to go on training it.
 *
 * @param corpus what it was trained on
 * @param fit how it was trained, in a few words for a person
 * @param step after how many steps of training
 * @param validationLoss in nats per token; NaN where it was not measured. An infinite one is not
 *     kept
 * @param options the run's options by name, as a person would write them
 * @param learner what its learner needs to go on besides the model, if anything; a checkpoint that
 *     was loaded for use has none
 */
public record TrainingState(
    Provenance corpus,
    String fit,
    int step,
    double validationLoss,
    Map<String, String> options,
    Optional<LearnerState> learner) {
  /** The state of a model without a record of how it was trained. */
  static final TrainingState UNKNOWN =
      new TrainingState(
          new Provenance("unknown", "", 0), "unknown", 0, Double.NaN, Map.of(), Optional.empty());

  public TrainingState {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** The state of a model that is finished. */
  public static TrainingState of(Corpus corpus, String fit, int step) {
    return of(Provenance.of(corpus), fit, step);
  }

  /** The state of a model that is finished, and whose text is gone. */
  public static TrainingState of(Provenance corpus, String fit, int step) {
    return new TrainingState(corpus, fit, step, Double.NaN, Map.of(), Optional.empty());
  }

  public TrainingState withValidationLoss(double nats) {
    return new TrainingState(corpus, fit, step, nats, options, learner);
  }

  public TrainingState withOptions(Map<String, String> newOptions) {
    return new TrainingState(corpus, fit, step, validationLoss, newOptions, learner);
  }

  public TrainingState withLearner(LearnerState newLearner) {
    return new TrainingState(corpus, fit, step, validationLoss, options, Optional.of(newLearner));
  }

  /**
   * What the learner needs to go on.
   *
   * @throws InvalidDataException if it was not kept
   */
  public LearnerState requireLearner() {
    return learner.orElseThrow(() ->
        new InvalidDataException(
            "the checkpoint has no %s, without which training cannot go on"
                .formatted(TrainingStateFiles.TENSORS)));
  }
}
