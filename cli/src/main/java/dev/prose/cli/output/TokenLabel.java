package dev.prose.cli.output;

import dev.prose.eval.ScoredToken;
import dev.prose.token.CharacterNames;
import dev.prose.token.Tokenizer;

/** How a token of a text is shown to a person, in quotes. */
final class TokenLabel {
  private TokenLabel() {}

  /** The token's own text, or where it ends in the middle of a character, its bytes. */
  static String of(ScoredToken token, Tokenizer tokenizer) {
    return token.text().isEmpty()
        ? tokenizer.quoted(token.id())
        : CharacterNames.quoted(token.text());
  }
}
