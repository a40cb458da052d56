package dev.prose.neural.transformer;

import dev.prose.neural.layer.Dropout;

/** What the shapes of transformers must be. */
final class Shape {
  private static final int MOST_LAYERS = 1 << 10;
  private static final int LARGEST = 1 << 20;
  private static final long MOST_WEIGHTS = 1L << 33;

  private Shape() {}

  /**
   * Refuses shapes that no network has, before anything is allocated.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  static void check(
      int vocabularySize, int layers, int heads, int width, int positions, double dropout) {
    require("the vocabulary", vocabularySize, 1, 1 << 24);
    require("the number of layers", layers, 1, MOST_LAYERS);
    require("the width", width, 1, LARGEST);
    require("the number of heads", heads, 1, width);
    require("the number of positions", positions, 1, LARGEST);
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "the width must be a multiple of the number of heads, but is %d for %d heads"
              .formatted(width, heads));
    }
    new Dropout(dropout);
    requireMatrix(vocabularySize, width);
    requireMatrix(positions, width);
    requireMatrix(4L * width, width);
    double weights = 12.0 * layers * width * width + width * (2.0 * vocabularySize + positions);
    if (weights > MOST_WEIGHTS) {
      throw new IllegalArgumentException(
          "a network of %d layers, %d wide, for %d tokens and %d positions is too large"
              .formatted(layers, width, vocabularySize, positions));
    }
  }

  private static void requireMatrix(long rows, long columns) {
    if (rows * columns > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a matrix of %,d x %,d is larger than there can be".formatted(rows, columns));
    }
  }

  private static void require(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be from %d to %d, but is %d".formatted(what, least, most, value));
    }
  }
}
