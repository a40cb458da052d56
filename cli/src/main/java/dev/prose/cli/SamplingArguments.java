package dev.prose.cli;

import dev.prose.sample.GenerationOptions;
import dev.prose.sample.SamplingOptions;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say how to write text. */
final class SamplingArguments {
  @Option(
      names = "--max-new-tokens",
      paramLabel = "N",
      defaultValue = "500",
      description = "How many characters to write (default: ${DEFAULT-VALUE}).")
  int maxNewTokens;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "1",
      description =
          "Below 1 bolder, above 1 wilder; 0 always takes the likeliest (default: ${DEFAULT-VALUE}).")
  double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      defaultValue = "0",
      description = "Draw among the K likeliest characters only (default: among all).")
  int topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      defaultValue = "1",
      description =
          "Draw among the likeliest characters that together reach probability P (default: among all).")
  double topP;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description = "End before this text comes up; may be given several times.")
  List<String> stops = List.of();

  GenerationOptions options(CommandSpec spec, long seed) {
    return Usage.options(
        spec,
        () ->
            new GenerationOptions(
                new SamplingOptions(temperature, topK, topP), maxNewTokens, stops, seed));
  }
}
