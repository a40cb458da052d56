package dev.prose.cli.train;

import dev.prose.model.Predictor;

/**
 * How learning ended.
 *
 * @param model what was learned
 * @param progress how far it got, for a person: "5,000 iterations"
 * @param finished whether nothing is left to learn
 */
public record Outcome(Predictor model, String progress, boolean finished) {
  /** The outcome of learning that is done at once. */
  public static Outcome atOnce(Predictor model) {
    return new Outcome(model, "", true);
  }
}
