package dev.prose.cli;

import dev.prose.cli.command.TrainCommand;
import dev.prose.cli.option.MemoryArguments;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
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
    if (spec.userObject() instanceof TrainCommand train) {
      return train.memoryAdvice();
    }
    return spec.findOption(MemoryArguments.NAME) == null
        ? ""
        : "Of the text no more than fits "
            + MemoryArguments.NAME
            + ", 16M for instance, is in memory at a time; the model has to be there whole. ";
  }
}
