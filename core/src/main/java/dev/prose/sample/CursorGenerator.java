package dev.prose.sample;

import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;
import java.util.random.RandomGenerator;

/** Generates with any model, as a textbook says it: logits, probabilities, draw, append. */
final class CursorGenerator implements TokenGenerator {
  private final Cursor cursor;
  private final SamplingOptions options;
  private final RandomGenerator random;
  private final float[] logProbabilities;

  CursorGenerator(LanguageModel model, SamplingOptions options, RandomGenerator random) {
    this.cursor = model.cursor();
    this.options = options;
    this.random = random;
    this.logProbabilities = new float[model.vocabularySize()];
  }

  @Override
  public void append(int token) {
    cursor.advance(token);
  }

  @Override
  public int next() {
    cursor.logProbabilities(logProbabilities);
    int token = draw(options.apply(logProbabilities), random.nextDouble());
    cursor.advance(token);
    return token;
  }

  /** The outcome at which the running sum of the probabilities exceeds {@code uniform}. */
  static int draw(double[] probabilities, double uniform) {
    double sum = 0;
    int last = 0;
    for (int id = 0; id < probabilities.length; id++) {
      if (probabilities[id] > 0) {
        sum += probabilities[id];
        last = id;
        if (uniform < sum) {
          break;
        }
      }
    }
    return last;
  }
}
