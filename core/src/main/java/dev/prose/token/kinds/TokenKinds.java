package dev.prose.token.kinds;

import dev.prose.data.Tokenization;
import dev.prose.json.JsonObject;
import dev.prose.text.InvalidFileException;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import dev.prose.token.bpe.BpeTokenizer;
import dev.prose.token.bpe.BpeTokenizerJson;
import dev.prose.token.bytes.ByteTokenizer;
import dev.prose.token.chars.CharTokenization;
import dev.prose.token.chars.CharTokenizerJson;
import dev.prose.token.pieces.PreTokenizerJson;
import dev.prose.token.whitespace.WhitespaceTokenizerJson;

/** The default kind of tokens, and the kind of those in a file. */
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
   * @throws InvalidFileException if the kind is unknown, the content does not fit the kind, or
   *     there is a rule that cannot be honoured
   */
  public static Tokenizer read(JsonObject json, OnUnknown onUnknown) {
    OtherRules.requireNone(json);
    JsonObject model = json.object("model");
    String type = model.text("type");
    return switch (type) {
      case CharTokenizerJson.TYPE -> {
        OtherRules.requireAddedInVocabulary(json);
        OtherRules.requireDecoder(json, "Fuse");
        if (WhitespaceTokenizerJson.isOf(json)) {
          yield WhitespaceTokenizerJson.read(json);
        }
        if (!CharTokenizerJson.isOf(json)) {
          throw OtherRules.unknown(
              json,
              "pre_tokenizer",
              ": words must be cut by WhitespaceSplit, or by single characters");
        }
        yield CharTokenizerJson.read(json, onUnknown);
      }
      case BpeTokenizerJson.TYPE -> {
        OtherRules.requireDecoder(json, "ByteLevel");
        BpeTokenizer tokenizer =
            BpeTokenizerJson.read(json, PreTokenizerJson.read(json.object("pre_tokenizer")));
        yield ByteTokenizer.isSame(tokenizer) ? new ByteTokenizer() : tokenizer;
      }
      default -> throw model.invalid("type", "is %s, which no kind of tokens has".formatted(type));
    };
  }
}
