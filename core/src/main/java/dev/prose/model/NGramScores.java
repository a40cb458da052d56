package dev.prose.model;

/**
 * Scores of next tokens that are no probabilities: they tell which token fits better, but add up to
 * no 1, so that no loss follows from them and nothing can be drawn.
 *
 * @param table the scores, kept as a back-off model keeps probabilities, but with the same weight
 *     for all contexts, those too that were never seen
 */
public record NGramScores(BackoffNGramModel table) implements Predictor {
  @Override
  public String type() {
    return NGramModel.TYPE;
  }

  @Override
  public int vocabularySize() {
    return table.vocabularySize();
  }

  @Override
  public long parameterCount() {
    return table.parameterCount();
  }

  /**
   * How well a token fits after a context, 0 to 1.
   *
   * @throws IndexOutOfBoundsException if there is no such token
   */
  public double score(int token, int... context) {
    NGramCursor cursor = table.cursor();
    for (int before : context) {
      cursor.advance(before);
    }
    return cursor.probability(token) * Math.pow(weight(), cursor.unseenContexts());
  }

  /** Every token has one on level 1. */
  private double weight() {
    return table.order() == 1 ? 1 : table.weights().getFirst().get(0);
  }
}
