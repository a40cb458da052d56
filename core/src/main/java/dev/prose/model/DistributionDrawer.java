package dev.prose.model;

import java.util.random.RandomGenerator;

/** Draws from any model in the textbook way: log-probabilities, probabilities, draw. */
final class DistributionDrawer implements Drawer {
  private final Cursor cursor;
  private final Reshaping reshaping;
  private final float[] logProbabilities;

  DistributionDrawer(LanguageModel model, Reshaping reshaping) {
    this.cursor = model.cursor();
    this.reshaping = reshaping;
    this.logProbabilities = new float[model.vocabularySize()];
  }

  @Override
  public int draw(RandomGenerator random) {
    cursor.logProbabilities(logProbabilities);
    return draw(reshaping.apply(logProbabilities), random.nextDouble());
  }

  @Override
  public void advance(int token) {
    cursor.advance(token);
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
