package dev.prose.data;

/**
 * A text's tokens in two: the first part to train on, the rest to validate with.
 *
 * @param train the tokens the model learns from
 * @param validation the tokens it never sees in training
 */
public record Split(Tokens train, Tokens validation) {
  /** The share of the tokens that trains when nobody says otherwise. */
  public static final double DEFAULT_TRAIN_FRACTION = 0.9;

  /**
   * The first {@code (long) (trainFraction * n)} tokens train, the rest validate.
   *
   * @throws IllegalArgumentException if {@code trainFraction} is not in (0, 1)
   */
  public static Split of(Tokens tokens, double trainFraction) {
    requireFraction(trainFraction);
    long boundary = (long) (trainFraction * tokens.size());
    return new Split(tokens.slice(0, boundary), tokens.slice(boundary, tokens.size()));
  }

  /**
   * The fraction itself, if a split can be made with it.
   *
   * @throws IllegalArgumentException if it is not in (0, 1)
   */
  public static double requireFraction(double trainFraction) {
    if (!(trainFraction > 0 && trainFraction < 1)) {
      throw new IllegalArgumentException(
          "the train fraction must lie between 0 and 1, but is " + trainFraction);
    }
    return trainFraction;
  }
}
