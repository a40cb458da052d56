package dev.prose.corpora;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells what is no text: bytes of value 0, which only UTF-16 and UTF-32 have in a text.
 *
 * @param charset the encoding that a text would be in
 */
record ZeroBytes(Charset charset) {
  private static final int PIECE = 1 << 13;

  /** Whether these are no text. */
  boolean in(byte[] bytes) {
    return !allowed() && in(bytes, bytes.length);
  }

  /** Whether a file, which may be larger than the heap, is no text. */
  boolean in(Path file) throws IOException {
    if (allowed()) {
      return false;
    }
    byte[] piece = new byte[PIECE];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        if (in(piece, count)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean allowed() {
    return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
  }

  private static boolean in(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }
}
