package dev.prose.data;

/** The batches of a run, each a pure function of its step. */
@FunctionalInterface
public interface Batches {
  /**
   * The batch of a step.
   *
   * @param step from 0
   */
  Batch batch(long step);
}
