package dev.prose.cli;

import dev.prose.cli.output.Report;
import dev.prose.data.ShortSplitException;
import picocli.CommandLine;

/** What a person can do about data that does not fit, in terms of the command's options. */
final class Advice {
  private Advice() {}

  static String onUnknown(CommandLine command) {
    boolean optional = command.getCommandSpec().findOption("--on-unknown") != null;
    return optional
        ? ". Leave it out, train on a text that has it, or go on with --on-unknown=skip or replace"
        : ". Leave it out, or train on a text that has it";
  }

  static String on(ShortSplitException shortSplit) {
    return shortSplit.tokens() >= 2
        ? Report.format(
            ". Bring a longer text, or set --block-size to %,d or less", shortSplit.tokens() - 1)
        : ". Bring a longer text, or change --train-fraction";
  }
}
