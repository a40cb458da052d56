package dev.prose.cli.option;

import dev.prose.corpora.NearMiss;
import dev.prose.token.CharacterNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Which keys a file of options may have.
 *
 * @param excluded options of the command that have no place in a file
 */
record ConfigKeys(CommandSpec command, List<OptionSpec> excluded) {
  private static final Pattern NUMBERED = Pattern.compile("(.+)\\.([1-9][0-9]{0,8})");

  /** What is wrong with the keys, for a person to read, or nothing. */
  Optional<String> problem(Map<String, String> values) {
    for (Map.Entry<String, String> entry : values.entrySet()) {
      Matcher numbered = NUMBERED.matcher(entry.getKey());
      Optional<String> problem =
          numbered.matches()
                  && option(numbered.group(1)).filter(OptionSpec::isMultiValue).isPresent()
              ? numbering(numbered.group(1), Integer.parseInt(numbered.group(2)), values)
              : unknown(entry.getKey(), entry.getValue());
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private Optional<String> numbering(String name, int number, Map<String, String> values) {
    if (values.containsKey(name)) {
      return Optional.of("has both %s and %s.%d: number all of them".formatted(name, name, number));
    }
    return number == 1 || values.containsKey(name + "." + (number - 1))
        ? Optional.empty()
        : Optional.of(
            "has %s.%d and no %s.%d: number them from 1 on, without gaps"
                .formatted(name, number, name, number - 1));
  }

  private Optional<String> unknown(String key, String value) {
    Optional<OptionSpec> option = option(key);
    if (option.isEmpty()) {
      String meant =
          NearMiss.of(key, names()).map(name -> " Did you mean " + name + "?").orElse("");
      return Optional.of(
          "%s = %s: %s has no such option.%s Keys are the names of options without the dashes"
              .formatted(
                  CharacterNames.escaped(key),
                  CharacterNames.escaped(value),
                  command.qualifiedName(),
                  meant));
    }
    return hasPlace(option.get())
        ? Optional.empty()
        : Optional.of(
            "%s has no place in a file: give --%s at the command line".formatted(key, key));
  }

  private Optional<OptionSpec> option(String key) {
    return command.options().stream()
        .filter(option -> OptionValues.name(option).equals(key))
        .findFirst();
  }

  private List<String> names() {
    return command.options().stream().filter(this::hasPlace).map(OptionValues::name).toList();
  }

  private boolean hasPlace(OptionSpec option) {
    return !excluded.contains(option) && !CommandSpecs.isCommon(option);
  }
}
