package dev.prose.neural;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * Runs two tasks, at once where there are two processors. The tasks share nothing that they write,
 * so that the results are the same.
 *
 * @param atOnce whether there are two processors
 */
public record TwoThreads(boolean atOnce) {
  /** As many as this machine has. */
  public static final TwoThreads OF_THIS_MACHINE =
      new TwoThreads(Runtime.getRuntime().availableProcessors() > 1);

  /** Runs both, and ends when both have ended; throws what one of them threw. */
  public void run(Runnable one, Runnable other) {
    if (!atOnce) {
      one.run();
      other.run();
      return;
    }
    ForkJoinTask<?> beside = ForkJoinPool.commonPool().submit(other);
    try {
      one.run();
    } finally {
      beside.quietlyJoin();
    }
    beside.join(); // throws what the other threw
  }
}
