package dev.prose.cli.option;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What all commands have in common.
 *
 * <p>Commands are described with picocli's builders and not with its annotations: reading
 * annotations by reflection takes most of the time that the program needs to start (docs/adr/0003).
 */
public final class CommandSpecs {
  public static final String STACKTRACE = "--stacktrace";

  private static final IFactory FACTORY = new ListFactory();

  private CommandSpecs() {}

  /** A command with help and examples, to which its own options are to be added. */
  public static CommandSpec of(
      Callable<Integer> command, String name, String description, String... examples) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command, FACTORY).name(name);
    // A ${name} in a value from a file is no variable; and looking for them takes time.
    spec.interpolateVariables(false);
    spec.usageMessage()
        .description(description)
        .sortOptions(false)
        .footerHeading("%nExamples:%n")
        .footer(examples);
    return spec;
  }

  /** The command line of a command. */
  public static CommandLine commandLine(CommandSpec command) {
    return new CommandLine(command, FACTORY);
  }

  /** Says more about a command in its own help; the list of commands shows its first line alone. */
  public static void explain(CommandSpec spec, String details) {
    spec.usageMessage().description(spec.usageMessage().description()[0], "", details);
  }

  /** Adds the options that every command ends with. */
  public static void addCommonOptions(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
    spec.addOption(
        OptionSpec.builder(STACKTRACE)
            .description("Show where in the program an error came up.")
            .build());
  }

  /** Whether an option is one of those that every command ends with. */
  public static boolean isCommon(OptionSpec option) {
    return option.usageHelp() || option.longestName().equals(STACKTRACE);
  }
}
