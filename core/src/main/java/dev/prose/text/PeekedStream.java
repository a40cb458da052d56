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
    super(in, BEGINNING);
    this.beginning = in.readNBytes(BEGINNING);
    unread(beginning);
  }

  /** The stream's first {@value #BEGINNING} bytes, or all if there are fewer. */
  byte[] beginning() {
    return beginning;
  }
}
