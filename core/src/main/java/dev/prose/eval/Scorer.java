package dev.prose.eval;

import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;

/**
 * Reads a sequence with a model, and gives each token's surprisal, {@code -ln p(token | all before
 * it)}. The first token is context alone, because nothing comes before it to predict it from. Not
 * safe for use by several threads.
 */
public final class Scorer {
  private final Cursor cursor;
  private final float[] logProbabilities; // [vocabulary], nats, where the last token was scored

  /**
   * @param first the sequence's first token
   * @throws IndexOutOfBoundsException if the model knows no such token
   */
  public Scorer(LanguageModel model, int first) {
    this.cursor = model.cursor();
    this.logProbabilities = new float[model.vocabularySize()];
    cursor.advance(first);
  }

  /**
   * Scores the sequence's next token, and reads on past it.
   *
   * @return its surprisal in nats; infinity if the model gives it no probability
   * @throws IndexOutOfBoundsException if the model knows no such token
   */
  public double next(int token) {
    cursor.logProbabilities(logProbabilities);
    return surprisal(token);
  }

  /**
   * Scores the sequence's next token, and reads on past it, without looking at what else could have
   * come: {@link #expected} and {@link #probability} still describe an earlier place. Several times
   * as fast as {@link #next}.
   *
   * @return its surprisal in nats; infinity if the model gives it no probability
   * @throws IndexOutOfBoundsException if the model knows no such token
   */
  public double surprisal(int token) {
    double surprisal = 0.0 - cursor.logProbability(token); // and not -0.0 for what is certain
    cursor.advance(token);
    return surprisal;
  }

  /** The token that was likeliest where {@link #next} scored last; of several the lowest. */
  public int expected() {
    int best = 0;
    for (int token = 1; token < logProbabilities.length; token++) {
      if (logProbabilities[token] > logProbabilities[best]) {
        best = token;
      }
    }
    return best;
  }

  /** One more than the number of tokens that were likelier where {@link #next} scored last. */
  public int rank(int token) {
    int rank = 1;
    for (float other : logProbabilities) {
      if (other > logProbabilities[token]) {
        rank++;
      }
    }
    return rank;
  }

  /** How probable a token was where {@link #next} scored last, from 0 to 1. */
  public double probability(int token) {
    return Math.exp(logProbabilities[token]);
  }
}
