package dev.prose.server.http;

import io.helidon.common.buffers.DataReader;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * What a connection receives. From the first answer that takes its time on, the next bytes are
 * waited for already while a request is being answered: the only way to learn that a client has
 * left. Used by the thread of the connection; {@link #isAtEnd} by any.
 */
final class ReadAhead implements Supplier<byte[]> {
  private static final int MOST_CHUNKS = 8; // each is what the socket had, 8 KiB at most

  private final DataReader reader;
  private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(MOST_CHUNKS);
  private boolean begun;
  private volatile boolean atEnd;

  /** What was read, or what went wrong instead. */
  private sealed interface Chunk {
    // An array, because the reader wants one; never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] bytes) implements Chunk {}

    record End(RuntimeException cause) implements Chunk {}
  }

  ReadAhead(DataReader reader) {
    this.reader = reader;
  }

  /** Begins to wait for the next bytes. */
  void begin() {
    if (!begun) {
      begun = true;
      Thread.ofVirtual().name("read-ahead").start(this::readAll);
    }
  }

  private void readAll() {
    try {
      while (!atEnd) {
        chunks.put(read());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // What goes wrong is told to whoever asks for the bytes.
  @SuppressWarnings("CatchingUnchecked")
  private Chunk read() {
    try {
      return new Chunk.Bytes(available());
    } catch (RuntimeException e) {
      atEnd = true;
      return new Chunk.End(e);
    }
  }

  private byte[] available() {
    reader.ensureAvailable();
    return reader.readBytes(reader.available());
  }

  /** Whether nothing more will come. */
  boolean isAtEnd() {
    return atEnd;
  }

  /** The next bytes, waited for. */
  @Override
  public byte[] get() {
    if (!begun) {
      return available();
    }
    try {
      return switch (chunks.take()) {
        case Chunk.Bytes some -> some.bytes();
        case Chunk.End end -> throw end.cause();
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a request was waited for", e);
    }
  }
}
