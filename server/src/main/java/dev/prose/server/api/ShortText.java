package dev.prose.server.api;

import dev.prose.server.http.Fields;
import java.util.Optional;

/** Reads texts of which all is computed before anything is answered. */
final class ShortText {
  private static final int MOST_CHARACTERS = 50_000;

  private ShortText() {}

  /**
   * Reads a text, if there is one.
   *
   * @throws dev.prose.server.http.ApiException if it is long
   */
  static Optional<String> read(Fields fields, String name) {
    Optional<String> text = fields.string(name);
    text.ifPresent(it -> requireShort(fields, name, it.codePointCount(0, it.length())));
    return text;
  }

  private static void requireShort(Fields fields, String name, int characters) {
    if (characters > MOST_CHARACTERS) {
      throw fields.invalid(
          name, "has %,d characters, and may have %,d".formatted(characters, MOST_CHARACTERS));
    }
  }
}
