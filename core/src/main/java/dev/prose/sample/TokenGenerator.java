package dev.prose.sample;

import dev.prose.model.Drawer;
import dev.prose.model.LanguageModel;
import java.util.random.RandomGenerator;

/** Continues a sequence, one token at a time. Not safe for use by several threads. */
public final class TokenGenerator {
  private final Drawer drawer;
  private final RandomGenerator random;

  /** A generator at the start of a sequence. */
  public TokenGenerator(LanguageModel model, SamplingOptions options, RandomGenerator random) {
    this.drawer = model.drawer(options);
    this.random = random;
  }

  /**
   * Appends a token that was not drawn, one of a prompt for instance.
   *
   * @throws IndexOutOfBoundsException if there is no such token
   */
  public void append(int token) {
    drawer.advance(token);
  }

  /** Draws the next token, appends and returns it. */
  public int next() {
    int token = drawer.draw(random);
    drawer.advance(token);
    return token;
  }
}
