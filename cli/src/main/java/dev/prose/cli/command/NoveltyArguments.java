package dev.prose.cli.command;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.checkpoint.Provenance;
import dev.prose.cli.option.DataArguments;
import dev.prose.cli.option.MemoryArguments;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.Usage;
import dev.prose.cli.output.Console;
import dev.prose.data.OpenText;
import dev.prose.sample.KnownLines;
import dev.prose.text.InvalidDataException;
import dev.prose.token.CharacterNames;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The options that tell lines that stand in the training text from new ones. */
final class NoveltyArguments {
  private final Option<Boolean> novel =
      Option.flag(
          "--novel",
          "Leave out lines that stand in the training text, which --data names; a sample of which"
              + " nothing is left is written anew, up to "
              + NovelWriter.TRIES
              + " times");
  private final Option<Boolean> markSeen =
      Option.flag(
          "--mark-seen",
          "Write 'seen' after each line that stands in the training text, which --data names, and"
              + " 'new' after the others, behind a tab");

  void addTo(CommandSpec command) {
    command.addOption(novel.spec());
    command.addOption(markSeen.spec());
  }

  /** Whether the training text is asked for. */
  boolean given() {
    return novel.value() || markSeen.value();
  }

  /** Whether lines are left out rather than marked. */
  boolean leavesOut() {
    return novel.value();
  }

  void check(DataArguments data, CommandSpec command) {
    if (novel.value() && markSeen.value()) {
      throw new ParameterException(
          command.commandLine(),
          "--novel leaves out what --mark-seen marks: leave one of them out");
    }
    if (!given()) {
      Usage.refuse(
          command,
          List.of(DataArguments.NAME),
          "names the training text for --novel and --mark-seen alone: leave it out");
      Usage.refuse(
          command,
          List.of(MemoryArguments.NAME, "--temp-dir"),
          "has no effect without --novel or --mark-seen: leave it out");
    } else if (!data.given()) {
      throw new ParameterException(
          command.commandLine(),
          (novel.value() ? novel : markSeen).name()
              + " has to know the text that the model was trained on: name it with --data");
    }
  }

  /**
   * Reads the training text's lines, if they are asked for.
   *
   * @throws InvalidDataException if it is another text than the model was trained on
   */
  Optional<KnownLines> lines(
      Checkpoint checkpoint, DataArguments data, MemoryArguments memory, Console console)
      throws IOException {
    if (!given()) {
      return Optional.empty();
    }
    Provenance trained = checkpoint.training().corpus();
    if (trained.sha256().isEmpty()) {
      throw new InvalidDataException(
          "the model does not say which text it was trained on, so that its lines cannot be told from new ones");
    }
    try (OpenText text = data.open(console, memory)) {
      KnownLines lines = KnownLines.of(text);
      if (!lines.sha256().equals(trained.sha256())) {
        throw new InvalidDataException(
            "%s is not the text that the model was trained on, %s: its SHA-256 is %s and not %s"
                .formatted(
                    lines.name(),
                    CharacterNames.escaped(trained.corpus()),
                    lines.sha256(),
                    CharacterNames.escaped(trained.sha256())));
      }
      return Optional.of(lines);
    }
  }
}
