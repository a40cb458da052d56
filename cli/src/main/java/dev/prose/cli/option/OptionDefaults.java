package dev.prose.cli.option;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Values from elsewhere that take the place of options' defaults.
 *
 * @param layers in order: the first that has a value for an option counts
 */
public record OptionDefaults(List<Layer> layers) implements IDefaultValueProvider {
  /**
   * Values from one place.
   *
   * @param source what to call the place: a file's name
   * @param values as {@link OptionValues} describes them
   */
  public record Layer(String source, Map<String, String> values) {
    /** Values for these options alone, whatever others there are. */
    public static Layer of(String source, Map<String, String> values, List<OptionSpec> options) {
      Map<String, String> allowed = new LinkedHashMap<>();
      Layer all = new Layer(source, values);
      for (OptionSpec option : options) {
        all.value(option).ifPresent(value -> allowed.put(OptionValues.name(option), value));
      }
      return new Layer(source, allowed);
    }

    /** The value of an option as one text; several values have separators between them. */
    Optional<String> value(OptionSpec option) {
      String name = OptionValues.name(option);
      if (option.isMultiValue() && values.containsKey(name + ".1")) {
        StringBuilder several = new StringBuilder();
        for (int k = 1; values.containsKey(name + "." + k); k++) {
          several.append(k == 1 ? "" : OptionValues.SEPARATOR).append(values.get(name + "." + k));
        }
        return Optional.of(several.toString());
      }
      return Optional.ofNullable(values.get(name));
    }
  }

  /**
   * Parses the command line once more, now with these defaults.
   *
   * @throws CommandLine.ParameterException if a value does not suit its option
   */
  void use(CommandSpec command) {
    command.commandLine().setDefaultValueProvider(this);
    CommandLine root = command.root().commandLine();
    root.parseArgs(root.getParseResult().originalArgs().toArray(String[]::new));
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (argument instanceof OptionSpec option) {
      for (Layer layer : layers) {
        Optional<String> value = layer.value(option);
        if (value.isPresent()) {
          return value.get();
        }
      }
    }
    return null;
  }

  /** The source of an option's value, if one of these layers has it. */
  public Optional<String> source(OptionSpec option) {
    return layers.stream()
        .filter(layer -> layer.value(option).isPresent())
        .map(Layer::source)
        .findFirst();
  }

  /** The sources of the values, in order. */
  public String sources() {
    return layers.stream().map(Layer::source).collect(Collectors.joining(", then "));
  }
}
