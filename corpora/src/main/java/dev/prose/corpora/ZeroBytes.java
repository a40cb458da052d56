package dev.prose.corpora;

import dev.prose.text.InvalidTextException;
import dev.prose.text.OnMalformed;
import dev.prose.text.TextDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Recognizes what is not text by its zero bytes, which only texts in UTF-16 and UTF-32 have.
 *
 * @param decoder knows the encoding in which a text is expected
 */
record ZeroBytes(TextDecoder decoder) {
  private static final int PIECE = 1 << 13;

  /** Whether these bytes are not text. */
  boolean in(byte[] bytes) {
    return !allowed() && in(bytes, bytes.length);
  }

  /**
   * Whether a file, which may be larger than the heap, is not text.
   *
   * @throws InvalidTextException if it is in another format, or cannot be unpacked
   */
  boolean in(Path file) throws IOException {
    byte[] piece = new byte[PIECE];
    try (InputStream stored = Files.newInputStream(file);
        InputStream in = decoder.open(stored, file.toString())) {
      if (allowed()) {
        return false;
      }
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        if (in(piece, count)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean allowed() {
    String charset = decoder.charset().name();
    return decoder.onMalformed() == OnMalformed.KEEP
        || charset.contains("UTF-16")
        || charset.contains("UTF-32");
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
