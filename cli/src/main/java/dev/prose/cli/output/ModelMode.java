package dev.prose.cli.output;

/** Whether a model changes while it predicts a text. Nothing is said of models that never can. */
public enum ModelMode {
  STATIC("static", "nothing changes on the way; all text before a character is its context"),
  ADAPTIVE(
      "adaptive",
      "the model learns from each character after it was predicted; all before is its context");

  private final String key;
  private final String description;

  ModelMode(String key, String description) {
    this.key = key;
    this.description = description;
  }

  /** As programs read it. */
  public String key() {
    return key;
  }

  /** As people read it. */
  @Override
  public String toString() {
    return key + ": " + description;
  }
}
