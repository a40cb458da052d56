package dev.prose.model;

/**
 * Scores of next tokens that are not probabilities: they tell which token fits better, but do not
 * add up to 1, so that they give no loss and nothing can be drawn from them.
 *
 * @param table the scores, kept as a back-off model keeps probabilities, but with the same weight
 *     for all contexts, including those that were never seen
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
   * How well a token fits after a context, from 0 to 1.
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

  /** The one weight, which every token on level 1 has. */
  private double weight() {
    return table.order() == 1 ? 1 : table.weights().getFirst().get(0);
  }
}
