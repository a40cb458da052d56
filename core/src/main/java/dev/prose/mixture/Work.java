package dev.prose.mixture;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What another thread does. */
final class Work {
  private Work() {}

  /**
   * Waits for it.
   *
   * @return what it gives
   * @throws Error or RuntimeException as it did
   */
  static <T> T result(Future<T> work) {
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error; // too little memory, say
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for another thread", e);
    }
  }

  /** Waits until it is over, however it ends. */
  static void settle(Future<?> work) {
    try {
      result(work);
    } catch (RuntimeException e) {
      // Whoever settles is about to fail for a reason of its own, or needs no result.
    }
  }
}
