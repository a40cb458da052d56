package dev.prose.text;

/** A text that is read twice was not the same both times. */
public final class ChangedTextException extends InvalidDataException {
  /**
   * @param given what the person wrote to name it
   */
  public ChangedTextException(String given) {
    super(given + " changed while it was being read. Try again when it is complete");
  }
}
