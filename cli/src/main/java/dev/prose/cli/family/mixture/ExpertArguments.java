package dev.prose.cli.family.mixture;

import dev.prose.cli.option.Given;
import dev.prose.cli.option.Option;
import dev.prose.cli.output.Report;
import dev.prose.expert.ExpertOptions;
import dev.prose.text.InvalidDataException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options that say whether a mixture has an expert, and how it is made. */
final class ExpertArguments {
  private static final String NONE = "none";
  private static final String WIDTH = "--expert-width";
  private static final String ITERATIONS = "--expert-iters";

  private final Option<String> expert =
      Option.choice(
          "--expert",
          List.of(NONE, "gru"),
          "A network that then learns what the mixture leaves: lower losses, for minutes of training");
  private final Option<Integer> width =
      Option.of(
          Integer.class,
          WIDTH,
          "N",
          String.valueOf(ExpertOptions.DEFAULT.width()),
          "Numbers in the expert's state");
  private final Option<Integer> iterations =
      Option.of(
          Integer.class,
          ITERATIONS,
          "N",
          String.valueOf(ExpertOptions.DEFAULT.steps()),
          "Iterations in which the expert learns, first alone and then beside the mixture");

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
    return Optional.of(
        ExpertOptions.DEFAULT
            .withSeed(seed)
            .withWidth(width.value())
            .withSteps(iterations.value()));
  }

  /**
   * Refuses to go on with an expert of another shape, or in another number of iterations. A run
   * without an expert may still get any.
   *
   * @param options the run's before, by name
   */
  static void requireSame(Map<String, String> options, ExpertOptions now) {
    requireSame(options, WIDTH, now.width());
    requireSame(options, ITERATIONS, now.steps());
  }

  private static void requireSame(Map<String, String> options, String name, int now) {
    String before = options.getOrDefault(name.substring(2), String.valueOf(now));
    if (!before.equals(String.valueOf(now))) {
      throw new InvalidDataException(
          Report.format(
              "the run cannot go on, because it was another one: %s was %s and is %d. Give it what it had, or begin a new one with --init-from=scratch",
              name, before, now));
    }
  }
}
