package dev.prose.checkpoint;

import dev.prose.text.Corpus;
import dev.prose.train.AdamW;
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
 * @param validationLoss in nats a token; NaN where it was not measured. An infinite one is not kept
 * @param options the run's options by name, as a person would write them
 * @param moments the optimizer's, where there is one: [token][next token], as the weights. A
 *     checkpoint loaded for use only has none.
 */
public record TrainingState(
    Provenance corpus,
    String fit,
    int step,
    double validationLoss,
    Map<String, String> options,
    Optional<AdamW.Moments> moments) {
  /** That of a model from elsewhere, which does not say. */
  static final TrainingState UNKNOWN =
      new TrainingState(
          new Provenance("unknown", "", 0), "unknown", 0, Double.NaN, Map.of(), Optional.empty());

  public TrainingState {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** That of a model which is finished. */
  public static TrainingState of(Corpus corpus, String fit, int step) {
    return of(Provenance.of(corpus), fit, step);
  }

  /** The same of a text that is no longer at hand. */
  public static TrainingState of(Provenance corpus, String fit, int step) {
    return new TrainingState(corpus, fit, step, Double.NaN, Map.of(), Optional.empty());
  }

  public TrainingState withValidationLoss(double nats) {
    return new TrainingState(corpus, fit, step, nats, options, moments);
  }

  public TrainingState withOptions(Map<String, String> newOptions) {
    return new TrainingState(corpus, fit, step, validationLoss, newOptions, moments);
  }

  public TrainingState withMoments(AdamW.Moments newMoments) {
    return new TrainingState(corpus, fit, step, validationLoss, options, Optional.of(newMoments));
  }
}
