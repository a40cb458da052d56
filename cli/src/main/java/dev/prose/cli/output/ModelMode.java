package dev.prose.cli.output;

import java.util.OptionalInt;
import tools.jackson.core.JsonGenerator;

/**
 * Whether a model changes while it predicts a text, and how much of the text it remembers. Nothing
 * is said of models that never can.
 *
 * @param key as programs read it
 * @param description as people read it
 * @param memory how many of the last characters are remembered, if not all are
 */
public record ModelMode(String key, String description, OptionalInt memory) {
  private static final String STATIC_KEY = "static";

  public static final ModelMode STATIC =
      new ModelMode(
          STATIC_KEY,
          "nothing changes on the way; all text before a character is its context",
          OptionalInt.empty());
  public static final ModelMode ADAPTIVE =
      new ModelMode(
          "adaptive",
          "the model learns from each character after it was predicted; all before is its context",
          OptionalInt.empty());

  /** Static, with a limited memory. */
  public static ModelMode remembering(int characters) {
    return new ModelMode(
        STATIC_KEY,
        Report.format(
            "nothing changes on the way; at most the %,d characters before a character are its context",
            characters),
        OptionalInt.of(characters));
  }

  /** Writes it into a JSON object that has been begun. */
  public void write(JsonGenerator json) {
    json.writeStringProperty("mode", key);
    memory.ifPresent(characters -> json.writeNumberProperty("memory_characters", characters));
  }

  /** As people read it. */
  @Override
  public String toString() {
    return key + ": " + description;
  }
}
