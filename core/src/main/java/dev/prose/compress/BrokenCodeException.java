package dev.prose.compress;

/** Bytes that no encoder has put out. The message says what is wrong with them. */
final class BrokenCodeException extends RuntimeException {
  BrokenCodeException(String message) {
    super(message);
  }
}
