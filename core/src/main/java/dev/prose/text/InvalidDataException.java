package dev.prose.text;

import org.jspecify.annotations.Nullable;

/**
 * Data that a person brought cannot be used: a malformed or empty text, an unknown character, a
 * text that is too short, a damaged checkpoint. The message says what is wrong, and where.
 */
public class InvalidDataException extends RuntimeException {
  public InvalidDataException(String message) {
    super(message);
  }

  public InvalidDataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
