package dev.prose.cli.completion;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Takes a command with its subcommands, gives a script that completes it in zsh, and shows what
 * each option means.
 *
 * @see <a href="https://zsh.sourceforge.io/Doc/Release/Completion-System.html">zsh's manual, on
 *     _arguments</a>
 */
public record ZshCompletion(CommandSpec root) {
  public String script() {
    StringBuilder commands = new StringBuilder();
    StringBuilder arguments = new StringBuilder();
    root.subcommands()
        .forEach((name, command) -> {
          CommandSpec spec = command.getCommandSpec();
          commands
              .append("        ")
              .append(quoted(name + ':' + spec.usageMessage().description()[0]))
              .append('\n');
          arguments.append(
              "        %s)\n          _arguments%s\n          ;;\n"
                  .formatted(name, specs(spec, "            ")));
        });
    return """
    #compdef prose
    # Completion of prose in zsh. Load it with: eval "$(prose completion zsh)"
    # or keep it as _prose in a folder of $fpath.
    _prose() {
      local curcontext=$curcontext state line
      typeset -A opt_args
      _arguments -C '1:command:->command' '*::argument:->argument'%s
      case $state in
        command)
          local -a commands=(
    %s      )
          _describe command commands
          ;;
        argument)
          case $words[1] in
    %s      esac
          ;;
      esac
    }
    _prose_words_or_files() {
      _alternative "words:word:($*)" 'files:file:_files'
    }
    if [[ $funcstack[1] == _prose ]]; then
      _prose "$@"
    else
      (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
      compdef _prose prose
    fi
    """
        .formatted(specs(root, "    "), commands, arguments);
  }

  private static String specs(CommandSpec command, String indent) {
    Stream<String> options = command.options().stream().flatMap(ZshCompletion::option);
    Stream<String> more =
        command.options().stream()
            .filter(option -> option.arity().max() > 1)
            .map(ZshCompletion::moreValues);
    Stream<String> positionals =
        command.positionalParameters().stream()
            .filter(parameter -> OptionArgument.of(parameter).isKnown())
            .map(ZshCompletion::positional);
    return Stream.of(options, more, positionals)
        .flatMap(specs -> specs)
        .map(spec -> " \\\n" + indent + quoted(spec))
        .collect(Collectors.joining());
  }

  private static Stream<String> option(OptionSpec option) {
    OptionArgument argument = OptionArgument.of(option);
    String meaning = "[" + escaped(option.description()[0]) + "]";
    if (argument.most() == 0) {
      boolean alone = option.usageHelp() || option.versionHelp();
      return Stream.of((alone ? "(- *)" : "") + option.longestName() + meaning);
    }
    String repeated = option.isMultiValue() ? "*" : "";
    return Stream.of(option.names())
        .map(name ->
            "%s%s%s%s:%s:%s"
                .formatted(
                    repeated,
                    name,
                    name.startsWith("--") ? "=" : "",
                    meaning,
                    escaped(argument.label()),
                    offer(argument)));
  }

  // zsh's own way to say that an option has several values offers no other option after them.
  private static String moreValues(OptionSpec option) {
    OptionArgument argument = OptionArgument.of(option);
    return "*:%s:{(( $words[(I)%s*] )) &&%s}"
        .formatted(escaped(argument.label()), option.longestName(), offer(argument));
  }

  private static String positional(PositionalParamSpec parameter) {
    OptionArgument argument = OptionArgument.of(parameter);
    return "%d:%s:%s"
        .formatted(parameter.index().min() + 1, escaped(argument.label()), offer(argument));
  }

  /** What to do to offer values. */
  private static String offer(OptionArgument argument) {
    return switch (argument.files()) {
      case NONE ->
          argument.words().isEmpty() ? " " : "(" + String.join(" ", argument.words()) + ")";
      case FOLDERS -> "_files -/";
      case ALL ->
          argument.words().isEmpty()
              ? "_files"
              : " _prose_words_or_files " + String.join(" ", argument.words());
    };
  }

  private static String escaped(String text) {
    return text.replaceAll("[\\\\\\[\\]:]", "\\\\$0");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
