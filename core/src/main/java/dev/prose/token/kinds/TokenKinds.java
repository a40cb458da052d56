package dev.prose.token.kinds;

import dev.prose.data.Tokenization;
import dev.prose.json.JsonObject;
import dev.prose.text.InvalidFileException;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import dev.prose.token.chars.CharTokenization;
import dev.prose.token.chars.CharTokenizerJson;

/** The kinds of tokens that there are: the one place that lists them. */
public final class TokenKinds {
  private TokenKinds() {}

  /** The way to tokenize where nobody says another: a token per character. */
  public static Tokenization byDefault() {
    return new CharTokenization();
  }

  /**
   * Reads a {@code tokenizer.json}, by its {@code model.type}.
   *
   * @param json the whole file's object
   * @throws InvalidFileException if it is of no kind that is known, or not as such a one is
   */
  public static Tokenizer read(JsonObject json, OnUnknown onUnknown) {
    JsonObject model = json.object("model");
    String type = model.text("type");
    return switch (type) {
      case CharTokenizerJson.TYPE -> CharTokenizerJson.read(json, onUnknown);
      default ->
          throw model.invalid(
              "type", "is %s, but only %s is known".formatted(type, CharTokenizerJson.TYPE));
    };
  }
}
