package dev.prose.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command without a subcommand: it shows its help. */
final class ProseCommand implements Callable<Integer> {
  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "prose",
          "Small language models: train one on a text, look at it, let it write.",
          "  prose train                       a bigram model of Shakespeare, in a second",
          "  prose train --data my.txt         a model of your own text",
          "  prose train --fit counts          the same in closed form, no iterations",
          "  prose generate --prompt 'ROMEO:'  let the model write",
          "  prose inspect --after q           what the model expects after a character",
          "",
          "Exit codes: 0 done, 1 internal error, 2 wrong usage, 65 bad data,",
          "66 no such input, 70 training diverged, 74 input or output failed.");

  ProseCommand(Console console) {
    spec.usageMessage().synopsisSubcommandLabel("COMMAND");
    spec.versionProvider(new Version());
    spec.addSubcommand("train", new TrainCommand(console).spec());
    spec.addSubcommand("generate", new GenerateCommand(console).spec());
    spec.addSubcommand("inspect", new InspectCommand(console).spec());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Show the version, the commit it was built from, and the JDK.")
            .build());
    CommandSpecs.addCommonOptions(spec);
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    CommandLine commandLine = spec.commandLine();
    commandLine.usage(commandLine.getOut());
    return ExitCode.OK;
  }
}
