package dev.prose.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.prose.cli.output.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class CompletionCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(folder.resolve("my text.txt"), "");
    Files.writeString(folder.resolve("my*.txt"), "");
    Files.createDirectory(folder.resolve("my-model"));
  }

  private static String script(String shell) {
    CommandRun run = CommandRun.of("completion", shell);
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }

  private String output(String... command) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, command[0] + " is not installed");
      throw e;
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** What bash would offer for the last of these words, separated by a semicolon each. */
  private String completed(String line) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "--norc",
                "-c",
                script("bash")
                    + """
                    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
                    _prose
                    ((${#COMPREPLY[@]})) && printf '%s;' "${COMPREPLY[@]}"
                    """,
                "bash"));
    command.addAll(List.of(line.split(" ", -1)));
    return output(command.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "prose t|train;tokenize;",
        "prose --v|--version;",
        "prose train --f|--fit;",
        "prose train --fit |gradient;counts;",
        "prose train --fit = c|counts;",
        "prose train --fit =|gradient;counts;",
        "prose train --fit counts --init-from r|resume;",
        "prose train --max-iters |",
        "prose train --max-iters 3 --max-n|--max-new-tokens;",
        "prose train --data pl|plays;",
        "prose train --data plays tiny|tinyshakespeare;",
        "prose train --data plays --enc|--encoding;",
        "prose train --out-dir my|my-model;",
        "prose completion |bash;zsh;",
        "prose data --fetch t|tinyshakespeare;",
        "prose tokenize --decode --j|--json;",
        "prose compress --from|--from-nothing;",
        "prose compress my.txt --j|--json;",
        "prose frobnicate x|",
      })
  void bashCompletes(String line, String expected) throws IOException {
    assertThat(completed(line)).isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --config",
        "train --data",
        "train --data x",
        "compress",
        "compress x -o",
        "compress x --to"
      })
  void bashCompletesFileNames(String before) throws IOException {
    assertThat(completed("prose " + before + " my").split(";"))
        .containsExactlyInAnyOrder("my text.txt", "my*.txt", "my-model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void theScriptKnowsEveryCommandAndOption(String shell) {
    String script = script(shell);
    assertThat(script).endsWith("\n").doesNotContain("\t");
    Map<String, CommandLine> commands =
        new CommandLine(new ProseCommand(Console.ofProcess()).spec()).getSubcommands();
    assertThat(commands).containsKeys("train", "generate", "completion");
    commands.forEach((name, command) -> {
      assertThat(script).containsPattern("(?m)^ +" + name + "\\)");
      for (OptionSpec option : command.getCommandSpec().options()) {
        assertThat(script).contains(option.longestName());
      }
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void theShellCanParseItsScript(String shell) throws IOException {
    assertThat(output(shell, "-n", "-c", script(shell))).isEmpty();
  }

  @Test
  void anotherShellIsRefused() {
    CommandRun run = CommandRun.of("completion", "fish");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("bash, zsh", "but was 'fish'", "prose completion --help");
    assertThat(CommandRun.of("completion").err()).contains("Missing required parameter");
  }
}
