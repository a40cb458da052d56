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
    return Drawer.draw(reshaping.apply(logProbabilities), random.nextDouble());
  }

  @Override
  public void advance(int token) {
    cursor.advance(token);
  }
}
