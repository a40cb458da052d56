package dev.prose.cli;

import dev.prose.cli.command.CompletionCommand;
import dev.prose.cli.command.CompressCommand;
import dev.prose.cli.command.DataCommand;
import dev.prose.cli.command.DecompressCommand;
import dev.prose.cli.command.EvaluateCommand;
import dev.prose.cli.command.GenerateCommand;
import dev.prose.cli.command.InspectCommand;
import dev.prose.cli.command.ScoreCommand;
import dev.prose.cli.command.ServeCommand;
import dev.prose.cli.command.TokenizeCommand;
import dev.prose.cli.command.TrainCommand;
import dev.prose.cli.family.Families;
import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command without a subcommand: it shows its help. */
final class ProseCommand implements Callable<Integer> {
  private static final List<String> VERSION = List.of("-V", "--version");

  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "prose",
          "Small language models: train one on a text, look at it, let it write.",
          "  prose train                       a bigram model of Shakespeare, in a second",
          "  prose train --data my.txt         a model of your own text",
          "  prose train --fit counts          the same in closed form, no iterations",
          "  prose train --model ngram         counts of longer sequences, smoothed",
          "  prose generate --prompt 'ROMEO:'  let the model write",
          "  prose inspect --after q           what the model expects after a character",
          "  prose evaluate --data my.txt      how well the model predicts a text",
          "  echo 'To be' | prose score        which characters surprise it",
          "  prose compress my.txt -o my.prose a smaller file, by a model's predictions",
          "  prose interpolate --models a b    one model of several",
          "  prose export --to model.arpa      an n-gram model for KenLM and SRILM",
          "  prose serve                       models over HTTP, as OpenAI's completions",
          "  prose tokenize --text 'To be'     a text as the model reads it: ids",
          "  prose data                        the texts that are known by name",
          "",
          "Exit codes: 0 done, 1 internal error, 2 wrong usage, 65 bad data,",
          "66 no such input, 70 training diverged, 74 input or output failed,",
          "130 and 143 stopped by Ctrl-C or SIGTERM.");

  /**
   * Describes the command that is asked for, or all of them where it is not the first argument:
   * each takes a millisecond or two of every start. The version needs none of them.
   */
  ProseCommand(Console console, String... args) {
    spec.usageMessage().synopsisSubcommandLabel("COMMAND");
    spec.versionProvider(new Version());
    Map<String, Supplier<CommandSpec>> commands = new LinkedHashMap<>();
    commands.put("train", () -> new TrainCommand(console).spec());
    commands.put("generate", () -> new GenerateCommand(console).spec());
    commands.put("inspect", () -> new InspectCommand(console).spec());
    commands.put("evaluate", () -> new EvaluateCommand(console).spec());
    commands.put("score", () -> new ScoreCommand(console).spec());
    commands.put("compress", () -> new CompressCommand(console).spec());
    commands.put("decompress", () -> new DecompressCommand(console).spec());
    commands.putAll(Families.commands(console));
    commands.put("serve", () -> new ServeCommand(console).spec());
    commands.put("tokenize", () -> new TokenizeCommand(console).spec());
    commands.put("data", () -> new DataCommand(console).spec());
    commands.put(
        "completion",
        () -> new CompletionCommand(console, () -> new ProseCommand(console).spec()).spec());
    if (args.length == 1 && VERSION.contains(args[0])) {
      commands.clear();
    } else if (args.length > 0 && commands.containsKey(args[0])) {
      commands.keySet().retainAll(Set.of(args[0]));
    }
    commands.forEach(
        (name, command) -> spec.addSubcommand(name, CommandSpecs.commandLine(command.get())));
    spec.addOption(
        OptionSpec.builder(VERSION.toArray(String[]::new))
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
