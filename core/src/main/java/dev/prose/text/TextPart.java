package dev.prose.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file's worth of a text, which can be read from its start as often as wanted.
 *
 * @param name what to call it in a message
 * @param decoder how its bytes become text
 * @param bytes where they come from; unpacked as {@link TextBytes} does it when they are read
 */
public record TextPart(String name, TextDecoder decoder, Bytes bytes) implements Closeable {
  /** Bytes that can be read more than once. */
  public interface Bytes extends Closeable {
    /**
     * Reads them from the start.
     *
     * @throws IOException if that fails; it names the file
     */
    InputStream open() throws IOException;

    /** Lets go of what they are kept in, where that is not the person's own file. */
    @Override
    default void close() throws IOException {}
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
