package dev.prose.cli.command;

import dev.prose.cli.option.DataArguments;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.Usage;
import dev.prose.cli.output.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The options that say what a text begins with. */
final class PromptArguments {
  private static final Path STANDARD_INPUT = Path.of("-");

  private final Option<String> text =
      Option.optional(
          String.class,
          "--prompt",
          "TEXT",
          "What to continue (default: a newline, if the model knows it)");
  private final Option<Path> file =
      Option.optional(
          Path.class,
          "--prompt-file",
          "FILE",
          "What to continue, from a file, or - for standard input: all of it, the last newline too");

  void addTo(CommandSpec command) {
    command.addOption(text.spec());
    command.addOption(file.spec());
  }

  /** Whether the prompt is in a file, or on standard input. */
  boolean inFile() {
    return file.given().isPresent();
  }

  /** Whether it is on standard input. */
  boolean readsStandardInput() {
    return file.given().filter(STANDARD_INPUT::equals).isPresent();
  }

  void refuseBoth(CommandSpec command) {
    if (text.given().isPresent()) {
      Usage.refuse(
          command, List.of(file.name()), "and --prompt both say what to continue: leave one out");
    }
  }

  /**
   * What the person gave, if anything.
   *
   * @param decoding how the file becomes text
   * @throws IOException if it cannot be read
   * @throws dev.prose.text.InvalidTextException if it is not text
   */
  Optional<String> given(DataArguments decoding, Console console) throws IOException {
    if (file.given().isEmpty()) {
      return text.given();
    }
    return Optional.of(
        readsStandardInput()
            ? decoding.decode(console.in().readAllBytes(), "standard input", console)
            : decoding.decode(file.value(), console));
  }
}
