package dev.prose.text;

/**
 * The data that a person brought cannot be used as it is: a malformed or empty text, an unknown
 * character, a text too short, a damaged checkpoint. The message says what, where, and what to do.
 */
public class InvalidDataException extends RuntimeException {
  public InvalidDataException(String message) {
    super(message);
  }

  public InvalidDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
