package dev.prose.estimate;

import dev.prose.model.Predictor;

/**
 * A model that was learned, and how.
 *
 * @param model what was learned
 * @param description how, in a few words for a person: "5,000 iterations of AdamW", for instance
 * @param step after how many steps; 0 if it was learned at once
 */
public record Estimate<M extends Predictor>(M model, String description, int step) {}
