package dev.prose.cli.option;

import dev.prose.token.Tokenizer;

/** What a text begins with by default. */
public final class Prompt {
  private Prompt() {}

  /** A newline, after which lines begin; the first symbol where the vocabulary has no newline. */
  public static String defaultFor(Tokenizer tokenizer) {
    return tokenizer.token("\n").isPresent() ? "\n" : tokenizer.decode(0);
  }
}
