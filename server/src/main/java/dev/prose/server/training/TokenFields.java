package dev.prose.server.training;

import dev.prose.data.Tokenization;
import dev.prose.server.http.Fields;
import dev.prose.token.kinds.TokenKind;
import dev.prose.token.pieces.Splitters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads what a text is to be cut into. */
final class TokenFields {
  private static final String TOKENS = "tokens";
  private static final FamilyOption VOCABULARY_SIZE =
      // Each byte is a token of words and subwords.
      FamilyOption.whole("vocabulary_size", TokenKind.BPE_SIZE, 256, 20_000);

  private TokenFields() {}

  /**
   * Reads the kind of tokens, and how many there are to be.
   *
   * @throws dev.prose.server.http.ApiException if they do not go together
   */
  static Tokenization read(Fields fields, Family family) {
    String name = fields.string(TOKENS).orElse(TokenKind.CHAR.label());
    TokenKind kind =
        TokenKind.named(name)
            .orElseThrow(() ->
                fields.invalid(TOKENS, "must be one of " + String.join(", ", TokenKind.names())));
    if (family.ofCharacters() && kind != TokenKind.CHAR) {
      throw fields.invalid(TOKENS, "must be char: a %s is of characters".formatted(family.name()));
    }
    OptionalLong size =
        fields.integer(
            VOCABULARY_SIZE.name(), (long) VOCABULARY_SIZE.least(), (long) VOCABULARY_SIZE.most());
    if (size.isPresent() && !kind.is(TokenKind.Trait.HAS_SIZE)) {
      throw fields.invalid(VOCABULARY_SIZE.name(), "is of words and subwords alone");
    }
    return kind.tokenization(
        size.isPresent() ? OptionalInt.of((int) size.getAsLong()) : OptionalInt.empty(),
        Splitters.named(Splitters.names().getFirst()));
  }

  /** What a form is made of. */
  static Map<String, @Nullable Object> described() {
    Map<String, @Nullable Object> tokens = new LinkedHashMap<>();
    tokens.put("default", TokenKind.CHAR.label());
    tokens.put("values", TokenKind.names());
    Map<String, @Nullable Object> described = new LinkedHashMap<>();
    described.put(TOKENS, tokens);
    described.put(VOCABULARY_SIZE.name(), VOCABULARY_SIZE.described());
    return described;
  }
}
