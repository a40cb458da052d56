package dev.prose.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file, or a stretch of one, as a part of a text, which can be read from its start any number of
 * times.
 *
 * @param name the part's name in messages
 * @param decoder decodes the bytes
 * @param bytes the source of the bytes, which are unpacked when read, as by {@link TextBytes}
 * @param offset where in the file the bytes begin, which is where a character does. From 1 on they
 *     are taken as they are: what tells a file's format or its byte-order mark is at its start
 */
public record TextPart(String name, TextDecoder decoder, Bytes bytes, long offset)
    implements Closeable {
  /** A whole file. */
  public TextPart(String name, TextDecoder decoder, Bytes bytes) {
    this(name, decoder, bytes, 0);
  }

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
