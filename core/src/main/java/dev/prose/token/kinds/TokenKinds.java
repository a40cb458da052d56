package dev.prose.token.kinds;

import dev.prose.data.FixedTokenization;
import dev.prose.data.Tokenization;
import dev.prose.json.JsonObject;
import dev.prose.text.InvalidFileException;
import dev.prose.token.OnUnknown;
import dev.prose.token.Tokenizer;
import dev.prose.token.bpe.BpeOptions;
import dev.prose.token.bpe.BpeTokenization;
import dev.prose.token.bpe.BpeTokenizer;
import dev.prose.token.bpe.BpeTokenizerJson;
import dev.prose.token.bytes.ByteTokenizer;
import dev.prose.token.chars.CharTokenization;
import dev.prose.token.chars.CharTokenizerJson;
import dev.prose.token.pieces.PreTokenizerJson;
import dev.prose.token.pieces.Splitter;
import dev.prose.token.whitespace.WhitespaceTokenization;
import dev.prose.token.whitespace.WhitespaceTokenizerJson;
import dev.prose.token.words.WordTokenization;
import java.util.List;
import java.util.OptionalInt;

/** Lists the kinds of tokens, in this one place. */
public final class TokenKinds {
  /** The names of the kinds; the first is the default. */
  public static final List<String> NAMES = List.of("char", "byte", "word", "whitespace", "bpe");

  /** The number of tokens that byte-pair encoding has unless another is given. */
  public static final int BPE_SIZE = 2048;

  private TokenKinds() {}

  /** The default way to tokenize: one token per character. */
  public static Tokenization byDefault() {
    return new CharTokenization();
  }

  /** Whether a kind's vocabulary can have a size. */
  public static boolean hasSize(String kind) {
    return switch (kind) {
      case "word", "whitespace", "bpe" -> true;
      default -> false;
    };
  }

  /** Whether a kind cuts the text by a pattern before it looks for tokens. */
  public static boolean hasPattern(String kind) {
    return kind.equals("bpe");
  }

  /** Whether a kind is not known to lose bytes that are no text: a file's may be of any kind. */
  public static boolean keepsBytes(String kind) {
    return !kind.equals("char") && !kind.equals("whitespace");
  }

  /** Whether any file is a text to a kind, whatever its bytes. */
  public static boolean readsAnyBytes(String kind) {
    return kind.equals("byte");
  }

  /**
   * The way to tokenize with a kind of tokens.
   *
   * @param kind one of {@link #NAMES}
   * @param size of the vocabulary; the kind's own default if empty
   * @param pattern cuts the text into pieces, if the kind has a pattern
   * @throws IllegalArgumentException if there is no such kind, or its vocabulary cannot have that
   *     size
   */
  public static Tokenization of(String kind, OptionalInt size, Splitter pattern) {
    return switch (kind) {
      case "char" -> new CharTokenization();
      case "byte" -> new FixedTokenization(new ByteTokenizer());
      case "word" -> new WordTokenization(size);
      case "whitespace" -> new WhitespaceTokenization(size);
      case "bpe" -> new BpeTokenization(pattern, new BpeOptions(size.orElse(BPE_SIZE)));
      default ->
          throw new IllegalArgumentException(
              "there is no kind of tokens \"%s\", only %s"
                  .formatted(kind, String.join(", ", NAMES)));
    };
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
      case CharTokenizerJson.TYPE ->
          WhitespaceTokenizerJson.isOf(json)
              ? WhitespaceTokenizerJson.read(json)
              : CharTokenizerJson.read(json, onUnknown);
      case BpeTokenizerJson.TYPE -> {
        BpeTokenizer tokenizer =
            BpeTokenizerJson.read(json, PreTokenizerJson.read(json.object("pre_tokenizer")));
        yield ByteTokenizer.isSame(tokenizer) ? new ByteTokenizer() : tokenizer;
      }
      default -> throw model.invalid("type", "is %s, which no kind of tokens has".formatted(type));
    };
  }
}
