package dev.prose.cli.option;

import dev.prose.sample.GenerationOptions;
import dev.prose.sample.SamplingOptions;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that say how to write text. */
public final class SamplingArguments {
  private final Option<Integer> maxNewTokens =
      Option.of(Integer.class, "--max-new-tokens", "N", "500", "How many tokens to write");
  private final Option<Double> temperature =
      Option.of(
          Double.class,
          "--temperature",
          "T",
          "1",
          "Below 1 more predictable, above 1 more varied; 0 always takes the likeliest");
  private final Option<Integer> topK =
      Option.optional(Integer.class, "--top-k", "K", "Draw among the K likeliest tokens only");
  private final Option<Double> topP =
      Option.optional(
          Double.class,
          "--top-p",
          "P",
          "Draw among the likeliest tokens that together reach probability P");
  private final Option.Texts stops =
      Option.Texts.of(
          "--stop", "TEXT", "End before this text comes up; may be given several times");

  /** All of them. */
  public List<OptionSpec> options() {
    return List.of(maxNewTokens.spec(), temperature.spec(), topK.spec(), topP.spec(), stops.spec());
  }

  public void addTo(CommandSpec command) {
    options().forEach(command::addOption);
  }

  public GenerationOptions options(CommandSpec command, long seed) {
    return Usage.options(
        command,
        () -> {
          SamplingOptions sampling = SamplingOptions.DEFAULT.withTemperature(temperature.value());
          if (topK.given().isPresent()) {
            sampling = sampling.withTopK(requireSome(topK.value()));
          }
          if (topP.given().isPresent()) {
            sampling = sampling.withTopP(topP.value());
          }
          return new GenerationOptions(sampling, maxNewTokens.value(), stops.values(), seed);
        });
  }

  private static int requireSome(int topK) {
    if (topK < 1) {
      throw new IllegalArgumentException("top-k must be 1 or more, but is " + topK);
    }
    return topK;
  }
}
