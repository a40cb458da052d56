package dev.prose.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Prints a script with which a shell completes the command. */
final class CompletionCommand implements Callable<Integer> {
  /** Shells that there is a script for. */
  enum Shell {
    BASH,
    ZSH
  }

  private final Console console;
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

  CompletionCommand(Console console) {
    this.console = console;
    spec.addPositional(shell);
    CommandSpecs.addCommonOptions(spec);
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    // This start knows one command; the script has to know all of them.
    CommandSpec all = new ProseCommand(console).spec();
    CommandSpec root = CommandSpecs.commandLine(all).getCommandSpec();
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
