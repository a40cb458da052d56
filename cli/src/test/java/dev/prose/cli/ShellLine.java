package dev.prose.cli;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The little of a shell's language that the documentation asks of a reader: {@code echo 'TEXT' |
 * VARIABLE=value ./prose WORD 'SOME WORDS'}, where all but the last part may be missing.
 *
 * @param input what comes through the pipe
 * @param environment the variables
 * @param arguments of the command
 */
record ShellLine(String input, Map<String, String> environment, List<String> arguments) {
  private static final Pattern LINE =
      Pattern.compile("(?:echo '([^']*)' \\| )?((?:[A-Z_]+=\\S+ )*)\\./prose (.*)");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  static ShellLine parse(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("this is not a command line known here: " + line);
    }
    Map<String, String> environment = new HashMap<>();
    for (String variable : parts.group(2).split(" ", -1)) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        environment.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    List<String> arguments =
        WORD.matcher(parts.group(3))
            .results()
            .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
            .toList();
    String echoed = parts.group(1);
    return new ShellLine(echoed == null ? "" : echoed + "\n", environment, arguments);
  }

  /** Runs the command as if at a terminal, in a folder that its output does not show. */
  CommandRun run(Path folder) {
    CommandRun run =
        new CommandRun.Setting()
            .in(input.getBytes(StandardCharsets.UTF_8))
            .terminal()
            .environment(environment)
            .workingFolder(folder)
            .run(arguments.toArray(String[]::new));
    return new CommandRun(run.code(), run.out().replace(folder + File.separator, ""), run.err());
  }
}
