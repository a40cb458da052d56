package dev.prose.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The option that names a file of options. What the command line says goes before the file, the
 * file before what a resumed run had, and that before the defaults.
 */
public final class ConfigArguments {
  private final Option<Path> file =
      Option.optional(
          Path.class,
          "--config",
          "FILE",
          "A file of options, max-iters = 3000 for instance; what is given here goes before it");

  private final List<OptionSpec> notInFile = new ArrayList<>();
  private Optional<OptionDefaults.Layer> read = Optional.empty();

  /**
   * @param ofOneStart options that are about one start of the command, and so have no place in a
   *     file
   */
  public ConfigArguments(Option<?>... ofOneStart) {
    notInFile.add(file.spec());
    for (Option<?> option : ofOneStart) {
      notInFile.add(option.spec());
    }
  }

  public void addTo(CommandSpec command) {
    command.addOption(file.spec());
  }

  public Option<Path> option() {
    return file;
  }

  /**
   * Reads the file, if one is named, and uses its values as defaults.
   *
   * @throws IOException if it cannot be read
   * @throws ParameterException if it is not a file of options for this command
   */
  public void use(CommandSpec command) throws IOException {
    if (file.given().isPresent()) {
      read = Optional.of(new ConfigFile(file.value(), command).read(notInFile));
      new OptionDefaults(List.of(read.get())).use(command);
    }
  }

  /** Whether a file of options has been read. */
  boolean isRead() {
    return read.isPresent();
  }

  /**
   * Uses values as defaults for the options that the file does not set.
   *
   * @param before in order: the first that has a value for an option counts
   */
  public void useOver(List<OptionDefaults.Layer> before, CommandSpec command) {
    List<OptionDefaults.Layer> layers = new ArrayList<>(read.stream().toList());
    layers.addAll(before);
    new OptionDefaults(layers).use(command);
  }

  /**
   * Refuses options without effect. In the file they are refused too, unless it is the command line
   * that takes their effect away, because one file may serve several ways to begin.
   *
   * @param cause the option whose value makes the others meaningless
   */
  public void refuse(Option<?> cause, List<String> options, String reason, CommandSpec command) {
    Usage.refuse(command, options, reason);
    boolean fromFile =
        !command.commandLine().getParseResult().hasMatchedOption(cause.spec().longestName());
    if (read.isPresent() && fromFile) {
      for (String option : options) {
        if (read.get().value(command.findOption(option)).isPresent()) {
          throw new ParameterException(
              command.commandLine(), read.get().source() + ": " + option + " " + reason);
        }
      }
    }
  }
}
