package dev.prose.model;

import dev.prose.data.Batch;

/**
 * Something that knows how likely each token is to come next. Immutable and safe for use by several
 * threads; a model in training hands out snapshots.
 */
public non-sealed interface LanguageModel extends Predictor {
  /** A cursor before the first token of a sequence. */
  Cursor cursor();

  /**
   * The mean cross-entropy of a batch's targets, in nats a token, each window seen from its own
   * beginning.
   */
  default double loss(Batch batch) {
    double sum = 0;
    for (int b = 0; b < batch.batchSize(); b++) {
      Cursor cursor = cursor();
      for (int t = 0; t < batch.blockSize(); t++) {
        int position = b * batch.blockSize() + t;
        cursor.advance(batch.inputs()[position]);
        sum -= cursor.logProbability(batch.targets()[position]);
      }
    }
    return sum / batch.positions();
  }
}
