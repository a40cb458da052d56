package dev.prose.mixture;

/**
 * What a mixture looks at, and how it learns to weigh what it sees.
 *
 * @param shape what the mixture looks at
 * @param plan how the text is gone through
 * @param passes number of passes over the text
 * @param stride the mean distance of the positions that are learned from, in characters
 * @param rate Adagrad's learning rate at the start
 * @param seed the seed of the gate's first weights, the order of blocks, and the positions
 */
public record MixtureOptions(
    MixtureShape shape, LearningPlan plan, int passes, int stride, double rate, long seed) {
  private static final double RATE = 0.08;
  private static final int LONG = 1_000_000; // tokens: from here on the preset's full stride
  private static final long ENOUGH = 200_000; // tokens: passes over a short text add up to it
  private static final int MOST_PASSES = 4;
  private static final long MOST_POSITIONS = 5_000_000; // more would teach hardly anything
  private static final int MOST_STRIDE = 1000;

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public MixtureOptions {
    Requirement.require(
        passes >= 1 && passes <= 1000, "passes must be from 1 to 1000, but are " + passes);
    Requirement.require(
        stride >= 1 && stride <= MOST_STRIDE,
        "stride must be from 1 to %d, but is %d".formatted(MOST_STRIDE, stride));
    Requirement.require(
        rate > 0 && rate <= 10, "rate must be above 0 and at most 10, but is " + rate);
  }

  /**
   * Options for a list of kinds of context, separated by commas and read from left to right: a
   * preset (none, small, medium, large), a kind, or "-" and a kind, which removes it again. A kind
   * that begins with "near-" or "far-" is counted over what was just read; "-near" and "-far"
   * remove all of these. The last preset sets the size of the gate, and the stride of long texts.
   *
   * @param contexts {@link MixtureShape#DEFAULT_CONTEXTS}, or for instance "medium,-far"
   * @param lines whether each line is its own text
   * @param length of the text to learn from, in tokens: a short text gets a smaller stride and more
   *     passes, a very long one a larger stride
   * @throws IllegalArgumentException if a name is unknown, a kind is named twice, or a kind is
   *     removed that is not there
   */
  public static MixtureOptions of(String contexts, boolean lines, long length, long seed) {
    ContextList chosen = ContextList.parse(contexts, lines);
    MixtureShape shape =
        new MixtureShape(chosen.contexts(), chosen.caches(), lines, chosen.size().hidden);
    int most = chosen.size().stride;
    int usual = Math.clamp(Math.round((double) most * length / LONG), 1, most);
    int stride = Math.clamp(Math.ceilDiv(length, MOST_POSITIONS), usual, MOST_STRIDE);
    int passes = Math.clamp(ENOUGH / Math.max(1, length), 1, MOST_PASSES);
    return new MixtureOptions(shape, chosen.size().plan(), passes, stride, RATE, seed);
  }

  /** The same options with this number of hidden units in the gate. */
  public MixtureOptions withHidden(int units) {
    return new MixtureOptions(
        new MixtureShape(shape.contexts(), shape.caches(), shape.lines(), units),
        plan,
        passes,
        stride,
        rate,
        seed);
  }

  /** The same options with this mean distance between positions. */
  public MixtureOptions withStride(int characters) {
    return new MixtureOptions(shape, plan, passes, characters, rate, seed);
  }

  /** The same options with this number of passes. */
  public MixtureOptions withPasses(int times) {
    return new MixtureOptions(shape, plan, times, stride, rate, seed);
  }
}
