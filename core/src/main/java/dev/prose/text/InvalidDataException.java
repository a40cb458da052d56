package dev.prose.text;

/**
 * Data that a person brought cannot be used: a malformed or empty text, an unknown character, a
 * text that is too short, a damaged checkpoint. The message says what is wrong, and where.
 */
public class InvalidDataException extends RuntimeException {
  public InvalidDataException(String message) {
    super(message);
  }

  public InvalidDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
