package dev.prose.estimate;

import dev.prose.data.Split;
import dev.prose.model.Predictor;
import dev.prose.token.Tokenizer;
import java.io.IOException;

/**
 * A way to learn a model from tokens. Its options are all that it knows, so that the same one gives
 * the same model for the same tokens.
 *
 * @param <M> the models that it gives
 */
@FunctionalInterface
public interface Estimator<M extends Predictor> {
  /**
   * Learns a model from the first part of a split; of the other part it learns nothing.
   *
   * @param tokenizer what encoded the tokens
   * @throws dev.prose.text.InvalidDataException if the tokens are too few, or of a kind that such
   *     models are not made of
   * @throws IOException if a temporary file is needed and cannot be written
   */
  Estimate<M> fit(Split split, Tokenizer tokenizer) throws IOException;
}
