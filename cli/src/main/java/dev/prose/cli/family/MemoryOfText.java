package dev.prose.cli.family;

import dev.prose.checkpoint.Checkpoint;
import dev.prose.cli.option.Option;
import dev.prose.cli.option.Usage;
import dev.prose.model.LanguageModel;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The options that say what a model makes of the text that it is shown: whether it learns from it,
 * and how much of it is remembered.
 */
public final class MemoryOfText {
  private static final String MEMORY = "--memory-characters";

  private final Option<Boolean> adapt;
  private final Option<Integer> memory =
      Option.optional(
          Integer.class,
          MEMORY,
          "N",
          "Let a mixture predict each character from at most the last N, as a transformer does from"
              + " its block (default: from all text before it)");

  /**
   * @param from what it learns from
   */
  public MemoryOfText(String from) {
    adapt =
        Option.flag(
            "--adapt", "Let a mixture learn from " + from + ", for as long as this command lasts");
  }

  public void addTo(CommandSpec command) {
    command.addOption(adapt.spec());
    command.addOption(memory.spec());
  }

  /**
   * The model of a checkpoint, which learns or forgets as the options say.
   *
   * @throws ParameterException if the model cannot, or both options are given
   */
  public LanguageModel model(Checkpoint checkpoint, CommandSpec command) {
    LanguageModel model = checkpoint.languageModel();
    if (adapt.value() && memory.given().isPresent()) {
      throw refusal(
          command,
          "--adapt remembers all that it reads, and --memory-characters forgets: leave one of them out");
    }
    if (adapt.value()) {
      return Families.kindOf(model)
          .adaptive(model)
          .orElseThrow(() -> refusal(command, needsMixture("--adapt", "adapt")));
    }
    return memory
        .given()
        .map(characters ->
            Usage.options(command, () -> Families.kindOf(model).remembering(model, characters))
                .orElseThrow(() -> refusal(command, needsMixture(MEMORY, "forget"))))
        .orElse(model);
  }

  private static String needsMixture(String option, String verb) {
    return option
        + " needs a mixture, and this model is none (nor does one "
        + verb
        + " that is part of an interpolation): leave it out";
  }

  private static ParameterException refusal(CommandSpec command, String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
