package dev.prose.sample;

import dev.prose.model.NGramCursor;
import dev.prose.model.NGramModel;
import java.util.random.RandomGenerator;

/** Draws from an n-gram model's own distribution, without computing the whole of it. */
final class NGramGenerator implements TokenGenerator {
  private final NGramCursor cursor;
  private final RandomGenerator random;

  NGramGenerator(NGramModel model, RandomGenerator random) {
    this.cursor = model.cursor();
    this.random = random;
  }

  @Override
  public void append(int token) {
    cursor.advance(token);
  }

  @Override
  public int next() {
    int token = cursor.draw(random.nextDouble());
    cursor.advance(token);
    return token;
  }
}
