package dev.prose.cli.option;

import dev.prose.token.CharTokenizer;
import dev.prose.token.Vocabulary;

/** What a text begins with when nobody says otherwise. */
public final class Prompt {
  private Prompt() {}

  /** A newline, after which lines begin; the first symbol where the vocabulary has no newline. */
  public static String defaultFor(CharTokenizer tokenizer) {
    return tokenizer.vocabulary().stoi('\n') == Vocabulary.UNKNOWN ? tokenizer.decode(0) : "\n";
  }
}
