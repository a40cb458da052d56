package dev.prose.cli.option;

import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What a person has given to a command, to be checked.
 *
 * @param config the file of options, if there is one
 */
public record Given(CommandSpec command, ConfigArguments config) {
  /** Whether an option is given at the command line, or there is a file that may have it. */
  public boolean mayHave(Option<?> option) {
    return config.isRead()
        || command.commandLine().getParseResult().hasMatchedOption(option.name());
  }

  /**
   * Refuses options without effect, at the command line or in the file.
   *
   * @param cause the option whose value makes the others meaningless
   */
  public void refuse(Option<?> cause, List<Option<?>> options, String reason) {
    config.refuse(cause, options.stream().map(Option::name).toList(), reason, command);
  }

  /** Makes a record of options, whose refusal of a value is wrong usage. */
  public <T> T options(Supplier<T> record) {
    return Usage.options(command, record);
  }

  /** An exception that reports wrong usage. */
  public ParameterException refusal(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
