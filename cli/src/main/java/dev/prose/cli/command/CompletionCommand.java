package dev.prose.cli.command;

import dev.prose.cli.completion.BashCompletion;
import dev.prose.cli.completion.ZshCompletion;
import dev.prose.cli.option.CommandSpecs;
import dev.prose.cli.option.Option;
import dev.prose.cli.output.Console;
import dev.prose.cli.output.ExitCode;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Prints a script with which a shell completes the command. */
public final class CompletionCommand implements Callable<Integer> {
  /** Shells that there is a script for. */
  enum Shell {
    BASH,
    ZSH
  }

  private final Console console;
  private final Supplier<CommandSpec> all;
  private final CommandSpec spec =
      CommandSpecs.of(
          this,
          "completion",
          "Print a script with which a shell completes commands, options and values.",
          "  eval \"$(prose completion bash)\"    in ~/.bashrc",
          "  eval \"$(prose completion zsh)\"     in ~/.zshrc, after compinit");

  private final PositionalParamSpec shell =
      PositionalParamSpec.builder()
          .index("0")
          .arity("1")
          .required(true)
          .paramLabel("bash|zsh")
          .type(Shell.class)
          .converters(text -> Option.constant(Shell.class, text))
          .description("The shell.")
          .build();

  /**
   * @param all describes the command with all of its subcommands
   */
  public CompletionCommand(Console console, Supplier<CommandSpec> all) {
    this.console = console;
    this.all = all;
    spec.addPositional(shell);
    CommandSpecs.addCommonOptions(spec);
  }

  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    // This start knows one command; the script has to know all of them.
    CommandSpec root = CommandSpecs.commandLine(all.get()).getCommandSpec();
    console
        .out()
        .print(
            switch (Objects.requireNonNull(shell.<Shell>getValue())) {
              case BASH -> new BashCompletion(root).script();
              case ZSH -> new ZshCompletion(root).script();
            });
    return ExitCode.OK;
  }
}
