package dev.prose.neural;

import dev.prose.train.AdamW;
import dev.prose.train.Clipping;
import dev.prose.train.LearningRate;
import dev.prose.train.Muon;
import java.util.Optional;

/**
 * How a network learns from batches.
 *
 * @param adamW the optimizer of all weights, or of those that Muon leaves
 * @param muon the optimizer of matrices between features, if it is another
 * @param learningRate how both learning rates go along the run
 * @param clipping of the gradient
 * @param accumulate how many batches make up a step: their gradients are added up
 */
public record NeuralTraining(
    AdamW.Options adamW,
    Optional<Muon.Options> muon,
    LearningRate learningRate,
    Clipping clipping,
    int accumulate) {
  private static final int MOST_BATCHES = 1 << 16;

  /**
   * @throws IllegalArgumentException if a step would have no batch, or very many
   */
  public NeuralTraining {
    if (accumulate < 1 || accumulate > MOST_BATCHES) {
      throw new IllegalArgumentException(
          "accumulate must be from 1 to %,d, but is %d".formatted(MOST_BATCHES, accumulate));
    }
  }
}
