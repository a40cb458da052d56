package dev.prose.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** A stream whose beginning can be looked at before it is read. */
final class PeekedStream extends PushbackInputStream {
  /** Enough to tell a file's format and encoding. */
  static final int BEGINNING = 1 << 12; // bytes

  private final byte[] beginning;

  /**
   * @param in closed with this stream
   */
  PeekedStream(InputStream in) throws IOException {
    this(in, in.readNBytes(BEGINNING));
  }

  private PeekedStream(InputStream in, byte[] beginning) throws IOException {
    super(in, BEGINNING);
    this.beginning = beginning;
    unread(beginning);
  }

  /** A stream of which nothing is looked at, as its beginning is not a file's. */
  static PeekedStream unlookedAt(InputStream in) throws IOException {
    return new PeekedStream(in, new byte[0]);
  }

  /** The stream's first {@value #BEGINNING} bytes, or all if there are fewer. */
  byte[] beginning() {
    return beginning;
  }
}
