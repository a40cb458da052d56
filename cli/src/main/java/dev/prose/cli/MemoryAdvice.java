package dev.prose.cli;

import dev.prose.cli.option.MemoryArguments;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Says what ran out of memory, in terms of the command that needed it. */
final class MemoryAdvice {
  private MemoryAdvice() {}

  /** A sentence and a space, or nothing. */
  static String on(CommandLine command) {
    ParseResult parsed = command.getParseResult();
    if (parsed == null || !parsed.hasSubcommand()) {
      return "";
    }
    CommandSpec spec = parsed.subcommand().commandSpec();
    OptionSpec family = spec.findOption("--model");
    if (family != null) {
      return ofTraining(String.valueOf(family.<Object>getValue()));
    }
    return spec.findOption(MemoryArguments.NAME) == null
        ? ""
        : "Of the text no more than fits "
            + MemoryArguments.NAME
            + ", 16M for instance, is in memory at a time; the model has to be there whole. ";
  }

  private static String ofTraining(String family) {
    return switch (family) {
      case "bigram" ->
          "A table for V different characters takes some 40 x V x V bytes to train, besides the"
              + " text. ";
      case "mixture" -> "A mixture takes some 200 bytes for each character of the text. ";
      default ->
          "Reading and counting take what "
              + MemoryArguments.NAME
              + " says; the n-grams have to be in memory besides: a lower --order makes them fewer. ";
    };
  }
}
