package dev.prose.text;

/** A text that had to be read twice changed in between. */
public final class ChangedTextException extends InvalidDataException {
  /**
   * @param given the text's name as the person gave it
   */
  public ChangedTextException(String given) {
    super(given + " changed while it was being read. Try again when it is complete");
  }
}
