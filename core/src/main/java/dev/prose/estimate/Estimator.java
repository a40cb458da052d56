package dev.prose.estimate;

import dev.prose.data.Split;
import dev.prose.model.Predictor;
import dev.prose.token.Tokenizer;
import java.io.IOException;

/**
 * A way to learn a model from tokens. It depends on nothing but its options and the tokens, so that
 * the same ones always give the same model.
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
   *     models cannot be learned from
   * @throws IOException if a temporary file is needed and cannot be written
   */
  Estimate<M> fit(Split split, Tokenizer tokenizer) throws IOException;
}
