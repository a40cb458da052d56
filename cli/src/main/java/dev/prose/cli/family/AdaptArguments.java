package dev.prose.cli.family;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.option.Option;
import dev.prose.model.LanguageModel;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The option that lets a model learn from the text that it is shown. */
public final class AdaptArguments {
  private final Option<Boolean> adapt;

  /**
   * @param from what it learns from
   */
  public AdaptArguments(String from) {
    adapt =
        Option.flag(
            "--adapt", "Let a mixture learn from " + from + ", for as long as this command lasts");
  }

  public void addTo(CommandSpec command) {
    command.addOption(adapt.spec());
  }

  /**
   * The model of a checkpoint, which learns if the option is given.
   *
   * @throws ParameterException if the option is given and the model cannot learn
   */
  public LanguageModel model(Checkpoint checkpoint, CommandSpec command) {
    LanguageModel model = checkpoint.languageModel();
    if (!adapt.value()) {
      return model;
    }
    return Families.kindOf(model)
        .adaptive(model)
        .orElseThrow(() ->
            new ParameterException(
                command.commandLine(),
                "--adapt needs a mixture, and this model is none (nor does one adapt that is part of an interpolation): leave it out"));
  }
}
