package dev.prose.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * One file's part of a text, which can be read from its start any number of times.
 *
 * @param name the part's name in messages
 * @param decoder decodes the bytes
 * @param bytes the source of the bytes, which are unpacked when read, as by {@link TextBytes}
 */
public record TextPart(String name, TextDecoder decoder, Bytes bytes) implements Closeable {
  /** Bytes that can be read more than once. */
  public interface Bytes extends Closeable {
    /**
     * Opens a stream from the start.
     *
     * @throws IOException if that fails; the exception names the file
     */
    InputStream open() throws IOException;

    /** Releases a temporary copy. The person's own file is left alone. */
    @Override
    default void close() throws IOException {}
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
