package dev.prose.cli.family.mixture;

import dev.prose.cli.option.Option;
import dev.prose.estimate.MixtureEstimator;
import dev.prose.mixture.MixtureShape;
import java.util.List;

/** The options that say what a mixture looks at, and how it learns. */
final class MixtureArguments {
  private final Option<String> contexts =
      Option.of(
          String.class,
          "--contexts",
          "LIST",
          MixtureShape.DEFAULT_CONTEXTS,
          "What it looks at: none, small, medium or large, or kinds of context"
              + " with commas between; -KIND leaves one out again, -near and -far all that remember what was just read");
  private final Option<Integer> stride =
      Option.optional(
          Integer.class,
          "--stride",
          "N",
          "The mean distance of the characters that it learns from (default: up to 10 in a long text,"
              + " large: 1; more in one of many megabytes)");
  private final Option<Integer> passes =
      Option.optional(
          Integer.class,
          "--passes",
          "N",
          "How often it goes through the text (default: 1, up to 4 for a short text)");
  private final Option<Integer> hidden =
      Option.optional(
          Integer.class,
          "--hidden-size",
          "N",
          "Hidden units of the network that weighs the contexts (default: 32, large: 96)");

  private final List<Option<?>> all = List.of(contexts, stride, passes, hidden);

  /** All of them. */
  List<Option<?>> all() {
    return all;
  }

  /**
   * The estimator that was chosen.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  MixtureEstimator estimator(boolean lines, long seed) {
    return new MixtureEstimator(
        contexts.value(), lines, hidden.given(), stride.given(), passes.given(), seed);
  }
}
