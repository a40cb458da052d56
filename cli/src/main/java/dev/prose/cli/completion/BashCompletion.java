package dev.prose.cli.completion;

import static java.lang.String.join;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes a command with its subcommands, gives a script that completes it in bash.
 *
 * @see <a
 *     href="https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html">Bash's
 *     manual</a>
 */
public record BashCompletion(CommandSpec root) {
  public String script() {
    Map<String, List<String>> arguments = new LinkedHashMap<>(); // by what is to be done
    StringBuilder names = new StringBuilder();
    names(names, "''", Stream.concat(root.subcommands().keySet().stream(), names(root)));
    root.subcommands()
        .forEach((name, command) -> {
          CommandSpec spec = command.getCommandSpec();
          spec.positionalParameters().forEach(each -> add(name, each, arguments));
          for (OptionSpec option : spec.options()) {
            Stream.of(option.names()).forEach(each -> add(name + each, option, arguments));
          }
          names(names, name, names(spec));
        });
    StringBuilder cases = new StringBuilder();
    arguments.forEach(
        (todo, patterns) -> cases.append("    %s) %s ;;\n".formatted(join(" | ", patterns), todo)));
    // Needs only what bash 3.2 has, which macOS comes with. It lacks compopt, which may fail.
    return """
    # Completion of prose in bash. Load it with: eval "$(prose completion bash)"
    _prose() {
      local current=${COMP_WORDS[COMP_CWORD]} command='' option='' given=0 most=0 words='' files='' word i
      COMPREPLY=()
      # Which command it is, which option was the last one, how many words it has so far. --option=word comes in three.
      for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
          =) ;;
          -?*) option=$word given=0 ;;
          *) if [[ -z $command ]]; then command=$word option=''; else given=$((given + 1)); fi ;;
        esac
      done
      [[ $current == = ]] && current=''
      case $command$option in
    %s  esac
      if ((given >= most)) || [[ ( $most -gt 1 || -z $option ) && $current == -?* ]]; then
        words='' files=''
        case $command in
    %s    esac
      fi
      while IFS= read -r word; do
        COMPREPLY+=("$word")
      done < <(
        compgen -W "$words" -- "$current"
        [[ -n $files ]] && compgen -A "$files" -- "$current"
      )
      [[ -n $files ]] && compopt -o filenames 2>/dev/null
      return 0
    }
    complete -F _prose prose
    """
        .formatted(cases, names);
  }

  private static Stream<String> names(CommandSpec command) {
    return command.options().stream().map(OptionSpec::longestName);
  }

  private static void names(StringBuilder out, String pattern, Stream<String> words) {
    out.append("      %s) words='%s' ;;\n".formatted(pattern, words.collect(joining(" "))));
  }

  private static void add(String pattern, ArgSpec argument, Map<String, List<String>> arguments) {
    OptionArgument values = OptionArgument.of(argument);
    String words = values.words().isEmpty() ? "" : " words='" + join(" ", values.words()) + "'";
    String files =
        switch (values.files()) {
          case NONE -> "";
          case FOLDERS -> " files=directory";
          case ALL -> " files=file";
        };
    if ((argument.isOption() || values.isKnown()) && values.most() > 0) {
      arguments
          .computeIfAbsent("most=" + values.most() + words + files, _ -> new ArrayList<>())
          .add(pattern);
    }
  }
}
