package dev.prose.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** A stream whose beginning is known before it is read. */
final class PeekedStream extends PushbackInputStream {
  /** As much as tells what a file is. */
  static final int BEGINNING = 1 << 12; // bytes

  private final byte[] beginning;

  /**
   * @param in closed with this one
   */
  PeekedStream(InputStream in) throws IOException {
    super(in, BEGINNING);
    this.beginning = in.readNBytes(BEGINNING);
    unread(beginning);
  }

  /** Its first bytes, {@value #BEGINNING} or all that there are. */
  byte[] beginning() {
    return beginning;
  }
}
