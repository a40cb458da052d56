package dev.prose.mixture;

/**
 * What a mixture looks at, and how it learns to weigh that.
 *
 * @param shape what it looks at
 * @param passes how often it goes through the text
 * @param stride the mean distance of the positions that are learned from, in characters
 * @param rate Adagrad's, at the start
 * @param seed of the gate's first weights, and of the order and the positions
 */
public record MixtureOptions(MixtureShape shape, int passes, int stride, double rate, long seed) {
  private static final double RATE = 0.08;
  private static final int LONG = 1_000_000; // tokens: a text of which some are enough
  private static final long ENOUGH = 200_000; // tokens: a text of which one pass is enough
  private static final int MOST_PASSES = 4;

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public MixtureOptions {
    Requirement.require(
        passes >= 1 && passes <= 1000, "passes must be from 1 to 1000, but are " + passes);
    Requirement.require(
        stride >= 1 && stride <= 1000, "stride must be from 1 to 1000, but is " + stride);
    Requirement.require(
        rate > 0 && rate <= 10, "rate must be above 0 and at most 10, but is " + rate);
  }

  /**
   * With those kinds of context that a person lists, with commas between, from left to right: a
   * preset (none, small, medium, large), a kind, or a kind with "-" before it, which leaves it out
   * again. A kind that begins with "window-" is looked up among the last positions; "-windows"
   * leaves out all of those. The last preset says how large the gate is, and how much is learned.
   *
   * @param contexts {@link MixtureShape#DEFAULT_CONTEXTS}, or for instance "medium,-windows"
   * @param lines whether each line is a text of its own
   * @param length of the text that it is to learn from, in tokens: of a short one it learns from
   *     more positions, and several times
   * @throws IllegalArgumentException if there is nothing of such a name, or a kind is named twice
   */
  public static MixtureOptions of(String contexts, boolean lines, long length, long seed) {
    ContextList chosen = ContextList.parse(contexts, lines);
    MixtureShape shape =
        new MixtureShape(chosen.contexts(), chosen.windows(), lines, chosen.size().hidden);
    int most = chosen.size().stride;
    int stride = Math.clamp(Math.round((double) most * length / LONG), 1, most);
    int passes = Math.clamp(ENOUGH / Math.max(1, length), 1, MOST_PASSES);
    return new MixtureOptions(shape, passes, stride, RATE, seed);
  }

  /** The same with so many hidden units of the gate. */
  public MixtureOptions withHidden(int units) {
    return new MixtureOptions(
        new MixtureShape(shape.contexts(), shape.windows(), shape.lines(), units),
        passes,
        stride,
        rate,
        seed);
  }

  /** The same with another mean distance of the positions. */
  public MixtureOptions withStride(int characters) {
    return new MixtureOptions(shape, passes, characters, rate, seed);
  }

  /** The same with so many passes. */
  public MixtureOptions withPasses(int times) {
    return new MixtureOptions(shape, times, stride, rate, seed);
  }
}
