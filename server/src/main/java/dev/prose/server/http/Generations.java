package dev.prose.server.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs what computes, as many at once as there are processors; so many more wait. It has threads of
 * the operating system, because virtual ones that compute would leave none for requests that are
 * answered at once.
 */
public final class Generations implements AutoCloseable {
  private static final int MOST_WAITING = 128;

  private final ThreadPoolExecutor threads;

  public Generations() {
    int atOnce = Runtime.getRuntime().availableProcessors();
    threads =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("generation-", 0).factory());
  }

  /**
   * Something to be done.
   *
   * @param work told to nobody what it throws
   * @param refused what is done instead if its turn never comes
   */
  private record Task(Runnable work, Runnable refused) implements Runnable {
    @Override
    public void run() {
      work.run();
    }
  }

  /**
   * Computes an answer, when it is its turn, and waits for it.
   *
   * @throws ApiException what {@link ApiException#of(Throwable)} makes of what the computation
   *     throws; with the status 503 if too many wait already, or the server is stopping
   */
  public <T> T compute(Supplier<T> computation) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    start(
        new Task(
            () -> complete(answer, computation), () -> answer.completeExceptionally(stopping())));
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw ApiException.of(e.getCause() == null ? e : e.getCause());
    }
  }

  // Whatever goes wrong is the answer's: else nobody would hear of it, and one would wait for ever.
  @SuppressWarnings("CatchingUnchecked")
  private static <T> void complete(CompletableFuture<T> answer, Supplier<T> computation) {
    try {
      answer.complete(computation.get());
    } catch (Throwable e) {
      answer.completeExceptionally(e);
    }
  }

  /**
   * Writes an answer to a stream, when it is its turn; the events are sent from this thread.
   *
   * @param generation what sends them; its end is the stream's
   * @throws ApiException with the status 503 if too many wait already, or the server is stopping
   */
  public void stream(EventStream events, Runnable generation) {
    start(new Task(() -> send(events, generation), () -> end(events, stopping())));
    events.write();
  }

  // Whatever goes wrong is said in the stream.
  @SuppressWarnings("CatchingUnchecked")
  private static void send(EventStream events, Runnable generation) {
    try {
      generation.run();
      events.end();
    } catch (Throwable e) {
      end(events, ApiException.of(e));
    }
  }

  private static void end(EventStream events, ApiException e) {
    events.send(e.body());
    events.end();
  }

  private void start(Task task) {
    try {
      threads.execute(task);
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
    for (Runnable waiting : threads.shutdownNow()) {
      ((Task) waiting).refused().run(); // nothing else is ever started
    }
  }
}
