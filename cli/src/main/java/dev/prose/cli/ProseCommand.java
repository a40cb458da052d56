package dev.prose.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command without a subcommand: it shows its help. */
@Command(
    name = "prose",
    description = "Small language models: train one on a text, look at it, let it write.",
    versionProvider = Version.class,
    subcommands = {TrainCommand.class, GenerateCommand.class, InspectCommand.class},
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  prose train                       a bigram model of Shakespeare, in a second",
      "  prose train --data my.txt         a model of your own text",
      "  prose train --fit counts          the same in closed form, no iterations",
      "  prose generate --prompt 'ROMEO:'  let the model write",
      "  prose inspect --after q           what the model expects after a character",
      "",
      "Exit codes: 0 done, 1 internal error, 2 wrong usage, 65 bad data,",
      "66 no such input, 70 training diverged, 74 input or output failed."
    })
final class ProseCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version, the commit it was built from, and the JDK.")
  boolean version;

  @Override
  public Integer call() {
    CommandLine commandLine = spec.commandLine();
    commandLine.usage(commandLine.getOut());
    return ExitCode.OK;
  }
}
