package dev.prose.cli;

import java.util.Objects;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Turns an options record's refusal of a value into wrong usage. */
final class Usage {
  private Usage() {}

  static <T> T options(CommandSpec spec, Supplier<T> record) {
    try {
      return record.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), Objects.toString(e.getMessage(), e.toString()), e);
    }
  }
}
