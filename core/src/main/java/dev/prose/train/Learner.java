package dev.prose.train;

import dev.prose.data.Batch;
import dev.prose.model.LanguageModel;

/** Something that improves by a step on a batch. Not safe for use by several threads. */
public interface Learner {
  /**
   * One step of training: gradients to zero, forward, backward, update.
   *
   * @return the mean cross-entropy of the batch before the update, in nats per token; a value that
   *     is not finite means that the weights were left as they were
   */
  double step(Batch batch);

  /**
   * Whether each window of a batch goes on where that window of the batch before ended: something
   * is handed on from one to the other.
   */
  default boolean carriesState() {
    return false;
  }

  /** How many batches it takes at once, as one that is so many times as large. */
  default int batchesAtOnce() {
    return 1;
  }

  /** What has been learned so far, as a model that further steps do not change. */
  LanguageModel model();

  /** What it takes to go on from {@link #model}, exactly as this learner would; a copy. */
  LearnerState state();
}
