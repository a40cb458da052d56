package dev.prose.cli.family.mixture;

import dev.prose.cli.option.Given;
import dev.prose.cli.option.Option;
import dev.prose.expert.ExpertOptions;
import java.util.List;
import java.util.Optional;

/** The options that say whether a mixture has an expert, and how it is made. */
final class ExpertArguments {
  private static final String NONE = "none";

  private final Option<String> expert =
      Option.choice(
          "--expert",
          List.of(NONE, "gru"),
          "A network that then learns what the mixture leaves: lower losses, for minutes of training");
  private final Option<Integer> width =
      Option.optional(
          Integer.class,
          "--expert-width",
          "N",
          "Numbers in the expert's state (default: " + ExpertOptions.DEFAULT.width() + ")");
  private final Option<Integer> iterations =
      Option.optional(
          Integer.class,
          "--expert-iters",
          "N",
          "Iterations in which the expert learns, first alone and then beside the mixture (default: "
              + ExpertOptions.DEFAULT.steps()
              + ")");

  List<Option<?>> all() {
    return List.of(expert, width, iterations);
  }

  void check(Given given) {
    if (expert.value().equals(NONE)) {
      given.refuse(
          expert, List.of(width, iterations), "has no effect without --expert gru: leave it out");
    }
  }

  /**
   * How the expert is made, if there is to be one.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  Optional<ExpertOptions> options(long seed) {
    if (expert.value().equals(NONE)) {
      return Optional.empty();
    }
    ExpertOptions options = ExpertOptions.DEFAULT.withSeed(seed);
    options = width.given().map(options::withWidth).orElse(options);
    return Optional.of(iterations.given().map(options::withSteps).orElse(options));
  }
}
