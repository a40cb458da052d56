package dev.prose.server.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs generations, as many at once as there are processors; so many more wait. They have threads
 * of the operating system, because virtual ones that compute would leave none for requests that are
 * answered at once.
 */
public final class Generations implements AutoCloseable {
  private static final int MOST_WAITING = 128;
  private static final int DRAIN_SECONDS = 10;

  private final ThreadPoolExecutor threads;

  public Generations() {
    this(Runtime.getRuntime().availableProcessors(), MOST_WAITING);
  }

  Generations(int atOnce, int mostWaiting) {
    threads =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(mostWaiting),
            Thread.ofPlatform().daemon().name("generation-", 0).factory());
  }

  /**
   * Starts a generation, or has it wait for its turn. It throws nothing.
   *
   * @throws ApiException with the status 503 if too many wait already, or the server is stopping
   */
  public void start(Runnable generation) {
    try {
      threads.execute(generation);
    } catch (RejectedExecutionException e) {
      throw ApiException.of(
          503,
          threads.isShutdown() ? "server_stopping" : "server_busy",
          threads.isShutdown() ? "the server is stopping" : "too many requests are waiting");
    }
  }

  /** How many run. */
  public int running() {
    return threads.getActiveCount();
  }

  /** How many wait. */
  public int waiting() {
    return threads.getQueue().size();
  }

  /** Takes no new ones, and gives those that run ten seconds to end. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      boolean _ = threads.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }
}
