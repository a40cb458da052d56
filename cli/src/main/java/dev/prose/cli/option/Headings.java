package dev.prose.cli.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** Shows the options of a command under headings in its help. */
public final class Headings {
  private final CommandSpec command;
  private final Map<String, List<OptionSpec>> sections = new LinkedHashMap<>(); // by heading
  private String last = "";

  /**
   * @param command one without options so far
   */
  public Headings(CommandSpec command) {
    this.command = command;
    command.usageMessage().abbreviateSynopsis(true);
    command
        .usageMessage()
        .sectionMap()
        .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> render(help, sections));
  }

  /**
   * Adds options to the command.
   *
   * @param heading above them; empty to go on under the one before
   */
  public void add(String heading, List<OptionSpec> options) {
    last = heading.isEmpty() ? last : heading;
    options.forEach(command::addOption);
    sections.computeIfAbsent(last, _ -> new ArrayList<>()).addAll(options);
  }

  /**
   * Where a choice is made, shows help for it alone and leaves out what belongs to other choices.
   *
   * @param choice an option
   * @param prefix of the headings that are for one of its words or several, before the words
   * @param between stands between several words
   * @param notes what else to say of a word, in lines; may be empty
   */
  public void useChoice(
      Option<String> choice, String prefix, String between, Function<String, String> notes) {
    command
        .usageMessage()
        .sectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            help ->
                isMade(choice)
                    ? render(help, sectionsOf(prefix, between, choice.value()))
                        + notes.apply(choice.value())
                    : render(help, sections));
  }

  private boolean isMade(Option<?> choice) {
    ParseResult parsed = command.commandLine().getParseResult();
    return parsed != null && parsed.hasMatchedOption(choice.name());
  }

  private Map<String, List<OptionSpec>> sectionsOf(String prefix, String between, String word) {
    Map<String, List<OptionSpec>> shown = new LinkedHashMap<>(sections);
    shown
        .keySet()
        .removeIf(heading ->
            heading.startsWith(prefix)
                && !List.of(heading.substring(prefix.length()).split(between, -1)).contains(word));
    return shown;
  }

  private String render(Help help, Map<String, List<OptionSpec>> shown) {
    StringBuilder text = new StringBuilder();
    shown.forEach((heading, options) ->
        text.append(System.lineSeparator())
            .append(help.colorScheme().text(heading + ":"))
            .append(System.lineSeparator())
            .append(list(help, options)));
    List<OptionSpec> others = new ArrayList<>(command.options());
    sections.values().forEach(others::removeAll);
    return text.append(System.lineSeparator()).append(list(help, others)).toString();
  }

  private String list(Help help, List<OptionSpec> options) {
    // As wide as the longest of all options, so that the sections line up.
    Help.Layout layout = help.createDefaultLayout(command.options(), List.of(), help.colorScheme());
    layout.addOptions(options, help.createDefaultParamLabelRenderer());
    return layout.toString();
  }
}
