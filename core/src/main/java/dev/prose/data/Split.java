package dev.prose.data;

/**
 * A text's tokens in two: the first part to train on, the rest to validate with.
 *
 * @param train the tokens the model learns from
 * @param validation the tokens it never sees in training; none if all of them train
 */
public record Split(Tokens train, Tokens validation) {
  /** The default share of the tokens to train on. */
  public static final double DEFAULT_TRAIN_FRACTION = 0.9;

  /**
   * The first {@code (long) (trainFraction * n)} tokens train, the rest validate.
   *
   * @param trainFraction 1 to train on all of them
   * @throws IllegalArgumentException if {@code trainFraction} is not in (0, 1]
   */
  public static Split of(Tokens tokens, double trainFraction) {
    requireFraction(trainFraction);
    long boundary = (long) (trainFraction * tokens.size());
    return at(boundary, tokens);
  }

  /**
   * Cuts a list of lines at the line end nearest to {@code trainFraction * n}, so that every line
   * is in one part. Each part has at least one line, unless there is only one: then it trains, and
   * nothing validates.
   *
   * @param tokens in the order in which they are to be cut: see {@link LineOrder}
   * @param lineEnd the token that ends a line
   * @param trainFraction 1 to train on all of them
   * @throws IllegalArgumentException if {@code trainFraction} is not in (0, 1]
   */
  public static Split ofLines(Tokens tokens, int lineEnd, double trainFraction) {
    requireFraction(trainFraction);
    long size = tokens.size();
    long boundary = (long) (trainFraction * size);
    for (long distance = 0; trainFraction < 1 && distance < size; distance++) {
      for (long cut : new long[] {boundary - distance, boundary + distance}) {
        if (cut > 0 && cut < size && tokens.at(cut - 1) == lineEnd) {
          return at(cut, tokens);
        }
      }
    }
    return at(size, tokens);
  }

  static Split at(long boundary, Tokens tokens) {
    return new Split(tokens.slice(0, boundary), tokens.slice(boundary, tokens.size()));
  }

  /** Whether anything was left to validate with. */
  public boolean validates() {
    return validation.size() > 0;
  }

  /**
   * The fraction itself, if a split can be made with it.
   *
   * @throws IllegalArgumentException if it is not in (0, 1]
   */
  public static double requireFraction(double trainFraction) {
    if (!(trainFraction > 0 && trainFraction <= 1)) {
      throw new IllegalArgumentException(
          "the train fraction must be above 0 and at most 1, but is " + trainFraction);
    }
    return trainFraction;
  }
}
