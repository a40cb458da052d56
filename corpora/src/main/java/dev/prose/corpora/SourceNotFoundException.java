package dev.prose.corpora;

import java.io.IOException;

/** What a person named is neither a corpus nor a file. The message says what there is instead. */
public final class SourceNotFoundException extends IOException {
  public SourceNotFoundException(String message) {
    super(message);
  }
}
