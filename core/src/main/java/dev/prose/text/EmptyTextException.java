package dev.prose.text;

/** A text has no characters, so that there is nothing to learn or to measure. */
public final class EmptyTextException extends InvalidDataException {
  /**
   * @param given what the person wrote to name it
   */
  public EmptyTextException(String given) {
    super(given + " is empty");
  }
}
