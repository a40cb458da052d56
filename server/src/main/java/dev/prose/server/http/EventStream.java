package dev.prose.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An answer as server-sent events: a generation puts them in, at its own pace, and the thread of
 * the connection writes them out.
 */
public final class EventStream {
  private static final byte[] END = {}; // no event is empty

  private final ServerResponse response;
  private final LinkedBlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
  private final AtomicBoolean left = new AtomicBoolean();

  EventStream(ServerResponse response) {
    this.response = response;
  }

  /** Whether nobody reads it any more. */
  public boolean isLeft() {
    return left.get();
  }

  /** Sends an object. */
  public void send(Map<String, @Nullable Object> object) {
    waiting.add(event(Json.write(object)));
  }

  /** Sends the mark that ends OpenAI's streams. */
  public void sendDone() {
    waiting.add(event("[DONE]".getBytes(StandardCharsets.US_ASCII)));
  }

  /** Ends it. */
  public void end() {
    waiting.add(END);
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

  /** Writes out what comes, until it ends or the reader has left. */
  public void write() {
    response.header(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    try (OutputStream out = new BufferedOutputStream(response.outputStream())) {
      for (byte[] event = waiting.take(); event.length > 0; event = waiting.take()) {
        out.write(event);
        if (waiting.isEmpty()) {
          out.flush();
        }
      }
    } catch (IOException | UncheckedIOException e) {
      left.set(true);
    } catch (InterruptedException e) {
      left.set(true);
      Thread.currentThread().interrupt();
    }
  }
}
