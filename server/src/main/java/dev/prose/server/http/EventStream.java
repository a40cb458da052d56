package dev.prose.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer as server-sent events: a generation puts them in, at its own pace, and the thread of
 * the connection writes them out. A reader that is slower holds the generation up.
 */
public final class EventStream {
  private static final int MOST_WAITING = 1024; // events
  private static final int LOOK = 100; // milliseconds, for a reader that has left
  private static final System.Logger LOG = System.getLogger(EventStream.class.getName());
  private static final byte[] END = {}; // no event is empty

  private final ServerResponse response;
  private final BooleanSupplier connectionIsLeft;
  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicBoolean left = new AtomicBoolean();

  EventStream(ServerResponse response, BooleanSupplier connectionIsLeft) {
    this.response = response;
    this.connectionIsLeft = connectionIsLeft;
  }

  /** Whether nobody reads it any more. */
  public boolean isLeft() {
    return left.get() || connectionIsLeft.getAsBoolean();
  }

  /** Sends an object. */
  public void send(Map<String, @Nullable Object> object) {
    put(event(Json.write(object)));
  }

  /** Sends the mark that ends OpenAI's streams. */
  public void sendDone() {
    put(event("[DONE]".getBytes(StandardCharsets.US_ASCII)));
  }

  /** Ends it. */
  public void end() {
    put(END);
  }

  private void put(byte[] event) {
    try {
      boolean taken = false;
      while (!taken && !left.get()) {
        taken = waiting.offer(event, LOOK, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      left.set(true); // the server stops
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] event(byte[] data) {
    byte[] start = "data: ".getBytes(StandardCharsets.US_ASCII);
    byte[] event = new byte[start.length + data.length + 2];
    System.arraycopy(start, 0, event, 0, start.length);
    System.arraycopy(data, 0, event, start.length, data.length);
    event[event.length - 2] = '\n';
    event[event.length - 1] = '\n';
    return event;
  }

  /** Sends events while they are written out. */
  @FunctionalInterface
  public interface Sender {
    void send() throws InterruptedException;
  }

  /** Writes out what a thread of its own sends, which waits and does not compute. */
  public void writeFrom(Sender sender) {
    Thread sending =
        Thread.ofVirtual()
            .name("events")
            .start(() -> {
              try {
                sender.send();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                end();
              }
            });
    try {
      write();
    } finally {
      sending.interrupt();
    }
  }

  /** Writes out what comes, until it ends or the reader has left. */
  @SuppressWarnings("CatchingUnchecked")
  public void write() {
    response.header(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    try (OutputStream out = new BufferedOutputStream(response.outputStream())) {
      out.flush(); // the headers, so that a client knows at once that it was understood
      byte[] event = next();
      while (event.length > 0) {
        out.write(event);
        if (waiting.isEmpty()) {
          out.flush();
        }
        event = next();
      }
    } catch (IOException | RuntimeException e) { // Helidon's own are of several kinds
      LOG.log(System.Logger.Level.DEBUG, "the reader of a stream has left", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      left.set(true); // or else a sender could wait for ever
    }
  }

  /** The next event; the end, if nobody reads any more. */
  private byte[] next() throws InterruptedException {
    byte[] event = waiting.poll(LOOK, TimeUnit.MILLISECONDS);
    while (event == null && !isLeft()) {
      event = waiting.poll(LOOK, TimeUnit.MILLISECONDS);
    }
    return event == null ? END : event;
  }
}
