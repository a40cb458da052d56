package dev.prose.token.kinds;

import dev.prose.data.Tokenization;
import dev.prose.json.JsonObject;
import dev.prose.text.InvalidFileException;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import dev.prose.token.chars.CharTokenization;
import dev.prose.token.chars.CharTokenizerJson;

/** Lists the kinds of tokens, in this one place. */
public final class TokenKinds {
  private TokenKinds() {}

  /** The default way to tokenize: one token per character. */
  public static Tokenization byDefault() {
    return new CharTokenization();
  }

  /**
   * Reads a {@code tokenizer.json}, by its {@code model.type}.
   *
   * @param json the whole file's object
   * @throws InvalidFileException if the kind is unknown, or the content does not fit the kind
   */
  public static Tokenizer read(JsonObject json, OnUnknown onUnknown) {
    JsonObject model = json.object("model");
    String type = model.text("type");
    return switch (type) {
      case CharTokenizerJson.TYPE -> CharTokenizerJson.read(json, onUnknown);
      default -> throw model.invalid("type", "is %s, which no kind of tokens has".formatted(type));
    };
  }
}
