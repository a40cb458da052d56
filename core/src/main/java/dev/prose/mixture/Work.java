package dev.prose.mixture;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for work on other threads. */
final class Work {
  private Work() {}

  /**
   * Waits for a result.
   *
   * @return the result
   * @throws Error or RuntimeException whatever the work threw
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

  /** Waits until the work is over, however it ends. */
  static void settle(Future<?> work) {
    try {
      result(work);
    } catch (RuntimeException e) {
      // The caller is about to fail for another reason, or needs no result.
    }
  }
}
