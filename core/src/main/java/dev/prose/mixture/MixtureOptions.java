package dev.prose.mixture;

/**
 * What a mixture looks at, and how it learns to weigh that.
 *
 * @param shape what it looks at
 * @param stride the mean distance of the positions that are learned from, in characters
 * @param rate Adagrad's, at the start
 * @param seed of the gate's first weights, and of the order and the positions
 */
public record MixtureOptions(MixtureShape shape, int stride, double rate, long seed) {
  private static final double RATE = 0.08;

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public MixtureOptions {
    require(stride >= 1 && stride <= 1000, "stride must be from 1 to 1000, but is " + stride);
    require(rate > 0 && rate <= 10, "rate must be above 0 and at most 10, but is " + rate);
  }

  static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /**
   * With those kinds of context that a person lists: a preset (none, small, medium, large), a kind,
   * or either of these left out again with "-" before it, with commas between, from left to right.
   * A kind that begins with "window-" is looked up among the last positions; "windows" are all of
   * those. The last preset says how large the gate is, and how much is learned.
   *
   * @param contexts {@link MixtureShape#DEFAULT_CONTEXTS}, or for instance "medium,-windows"
   * @param lines whether each line is a text of its own
   * @throws IllegalArgumentException if there is nothing of such a name, or a kind is named twice
   */
  public static MixtureOptions of(String contexts, boolean lines, long seed) {
    ContextList chosen = ContextList.parse(contexts, lines);
    MixtureShape shape =
        new MixtureShape(chosen.contexts(), chosen.windows(), lines, chosen.size().hidden);
    return new MixtureOptions(shape, chosen.size().stride, RATE, seed);
  }

  /** The same with so many hidden units of the gate. */
  public MixtureOptions withHidden(int units) {
    return new MixtureOptions(
        new MixtureShape(shape.contexts(), shape.windows(), shape.lines(), units),
        stride,
        rate,
        seed);
  }

  /** The same with another mean distance of the positions. */
  public MixtureOptions withStride(int characters) {
    return new MixtureOptions(shape, characters, rate, seed);
  }
}
