package dev.prose.server.http;

import io.helidon.common.buffers.DataReader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a connection receives. While a request is being answered, the next bytes are waited for
 * already: the only way to learn that a client has left. Used by the thread of the connection;
 * {@link #isAtEnd} by any.
 */
final class ReadAhead implements Supplier<byte[]> {
  private final DataReader reader;
  private volatile @Nullable CompletableFuture<byte[]> ahead;

  ReadAhead(DataReader reader) {
    this.reader = reader;
  }

  /** Begins to wait for the next bytes. */
  void begin() {
    if (ahead == null) {
      CompletableFuture<byte[]> next = new CompletableFuture<>();
      ahead = next;
      Thread.ofVirtual().name("read-ahead").start(() -> read(next));
    }
  }

  // What goes wrong is told to whoever asks for the bytes.
  @SuppressWarnings("CatchingUnchecked")
  private void read(CompletableFuture<byte[]> next) {
    try {
      next.complete(read());
    } catch (RuntimeException e) {
      next.completeExceptionally(e);
    }
  }

  private byte[] read() {
    reader.ensureAvailable();
    return reader.readBytes(reader.available());
  }

  /** Whether nothing more will come. */
  boolean isAtEnd() {
    CompletableFuture<byte[]> next = ahead;
    return next != null && next.isCompletedExceptionally();
  }

  /** The next bytes, waited for. */
  @Override
  public byte[] get() {
    CompletableFuture<byte[]> next = ahead;
    if (next == null) {
      return read();
    }
    try {
      byte[] bytes = next.join();
      ahead = null;
      return bytes;
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
