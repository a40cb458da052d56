package dev.prose.cli.option;

import dev.prose.plot.PngFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Turns an options record's refusal of a value into wrong usage. */
public final class Usage {
  private Usage() {}

  /** Refuses options that were given but mean nothing together with another one. */
  public static void refuse(CommandSpec command, List<String> options, String reason) {
    for (String option : options) {
      if (command.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(command.commandLine(), option + " " + reason);
      }
    }
  }

  /** Refuses a picture's name before the work, not after it. */
  public static void requirePicture(CommandSpec command, Path file) throws IOException {
    try {
      PngFile.requirePossible(file);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  public static <T> T options(CommandSpec spec, Supplier<T> record) {
    try {
      return record.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), Objects.toString(e.getMessage(), e.toString()), e);
    }
  }
}
