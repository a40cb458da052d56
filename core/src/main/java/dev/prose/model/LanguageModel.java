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
   * A model that says the same and is the quickest one to put so many questions to, if each is
   * about one token ({@link Cursor#logProbability}): this one, or one that is made for it now.
   *
   * @param questions to all its cursors together
   */
  default LanguageModel preparedFor(long questions) {
    return this;
  }

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
