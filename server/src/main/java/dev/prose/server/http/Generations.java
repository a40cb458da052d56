package dev.prose.server.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs what computes, as many at once as there are processors; so many more wait. It has threads of
 * the operating system, because virtual ones that compute would leave none for requests that are
 * answered at once.
 */
public final class Generations implements AutoCloseable {
  private static final int MOST_WAITING = 128;

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
   * Computes an answer, when it is its turn, and waits for it.
   *
   * @throws ApiException what the computation throws; with the status 500 if that is something else
   *     than an {@code ApiException}; with the status 503 if too many wait already, or the server
   *     is stopping
   */
  public <T> T compute(Supplier<T> computation) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    start(() -> complete(answer, computation));
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw failed(e.getCause());
    }
  }

  // Whatever goes wrong is the answer's.
  @SuppressWarnings("CatchingUnchecked")
  private static <T> void complete(CompletableFuture<T> answer, Supplier<T> computation) {
    try {
      answer.complete(computation.get());
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  /**
   * Writes an answer to a stream, when it is its turn; the events are sent from this thread.
   *
   * @param generation what sends them; its end is the stream's
   * @throws ApiException with the status 503 if too many wait already, or the server is stopping
   */
  // Whatever goes wrong is said in the stream.
  @SuppressWarnings("CatchingUnchecked")
  public void stream(EventStream events, Runnable generation) {
    start(() -> {
      try {
        generation.run();
      } catch (RuntimeException e) {
        events.send(failed(e).body());
      } finally {
        events.end();
      }
    });
    events.write();
  }

  private static ApiException failed(@Nullable Throwable cause) {
    if (cause instanceof ApiException said) {
      return said;
    }
    String reason = cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return ApiException.of(500, "generation_failed", "the generation failed" + reason);
  }

  private void start(Runnable generation) {
    try {
      threads.execute(generation);
    } catch (RejectedExecutionException e) {
      throw isClosed()
          ? stopping()
          : ApiException.of(503, "server_busy", "too many requests are waiting");
    }
  }

  /** That no new requests are taken. */
  public static ApiException stopping() {
    return ApiException.of(503, "server_stopping", "the server is stopping");
  }

  /** Whether it takes no new ones. */
  public boolean isClosed() {
    return threads.isShutdown();
  }

  /** How many run. */
  public int running() {
    return threads.getActiveCount();
  }

  /** How many wait. */
  public int waiting() {
    return threads.getQueue().size();
  }

  /** Takes no new ones from now on. */
  public void stop() {
    threads.shutdown();
  }

  /**
   * Waits for those that run.
   *
   * @param patience how long at most, in nanoseconds
   */
  public void await(long patience) throws InterruptedException {
    boolean _ = threads.awaitTermination(patience, TimeUnit.NANOSECONDS);
  }

  /** Ends those that run, as soon as they notice. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
