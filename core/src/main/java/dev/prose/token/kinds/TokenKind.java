package dev.prose.token.kinds;

import dev.prose.data.FixedTokenization;
import dev.prose.data.Tokenization;
import dev.prose.token.bpe.BpeOptions;
import dev.prose.token.bpe.BpeTokenization;
import dev.prose.token.bpe.BpeTokenizerJson;
import dev.prose.token.bytes.ByteTokenizer;
import dev.prose.token.chars.CharTokenization;
import dev.prose.token.pieces.Splitter;
import dev.prose.token.whitespace.WhitespaceTokenization;
import dev.prose.token.words.WordTokenization;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** A kind of tokens that a text can be made of, by its name; the first is the default. */
public enum TokenKind {
  CHAR(Trait.CHARACTERS, Trait.CAN_BE_LISTED),
  BYTE(Trait.KEEPS_BYTES),
  WORD(Trait.HAS_SIZE, Trait.KEEPS_BYTES),
  WHITESPACE(Trait.HAS_SIZE, Trait.CAN_BE_LISTED),
  BPE(Trait.HAS_SIZE, Trait.HAS_PATTERN, Trait.KEEPS_BYTES);

  /** The number of tokens that byte-pair encoding has unless another is given. */
  public static final int BPE_SIZE = 2048;

  /** What holds of a kind. */
  public enum Trait {
    /** Each token is a character. */
    CHARACTERS,
    /** Its vocabulary can have a size. */
    HAS_SIZE,
    /** It cuts the text by a pattern before it looks for tokens. */
    HAS_PATTERN,
    /** It is made of bytes, and so can keep those that are no text. */
    KEEPS_BYTES,
    /** Its vocabulary can be a list of characters or words: see {@link VocabularyFile}. */
    CAN_BE_LISTED
  }

  @SuppressWarnings("ImmutableEnumChecker") // List.of gives one that cannot change
  private final List<Trait> traits;

  TokenKind(Trait... traits) {
    this.traits = List.of(traits);
  }

  /** The names of all kinds. */
  public static List<String> names() {
    return Arrays.stream(values()).map(TokenKind::label).toList();
  }

  /** The kind of that name, if there is one. */
  public static Optional<TokenKind> named(String name) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(name)).findFirst();
  }

  /** Its name, as people write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether something holds of it. */
  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /**
   * The way to make such tokens of a text.
   *
   * @param size of the vocabulary, if it has one; the kind's own default if empty
   * @param pattern cuts the text into pieces, if the kind has a pattern
   * @throws IllegalArgumentException if its vocabulary cannot have that size
   */
  public Tokenization tokenization(OptionalInt size, Splitter pattern) {
    if (size.isPresent() && size.getAsInt() > BpeTokenizerJson.MOST_TOKENS) {
      throw new IllegalArgumentException(
          "vocabulary size may be at most %,d, but is %,d"
              .formatted(BpeTokenizerJson.MOST_TOKENS, size.getAsInt()));
    }
    return switch (this) {
      case CHAR -> new CharTokenization();
      case BYTE -> new FixedTokenization(new ByteTokenizer());
      case WORD -> new WordTokenization(size);
      case WHITESPACE -> new WhitespaceTokenization(size);
      case BPE -> new BpeTokenization(pattern, new BpeOptions(size.orElse(BPE_SIZE)));
    };
  }
}
