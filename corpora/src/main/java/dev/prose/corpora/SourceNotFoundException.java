package dev.prose.corpora;

import java.io.IOException;

/** What a person named is neither a corpus nor a file. The message says what exists instead. */
public final class SourceNotFoundException extends IOException {
  public SourceNotFoundException(String message) {
    super(message);
  }
}
