package dev.prose.cli.option;

import dev.prose.cli.output.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The values of a command's options as texts by name, without the dashes: as they are kept with a
 * run, and as a file of options has them. Of an option with several values, each has a number:
 * {@code data.1}, {@code data.2}.
 */
public final class OptionValues {
  /**
   * Separates several values of one option where they are joined into one text; nobody types it.
   */
  static final String SEPARATOR = "\u001f";

  private OptionValues() {}

  /** The current values of options, given or by default. Options without a value are left out. */
  public static Map<String, String> of(List<OptionSpec> options) {
    Map<String, String> values = new LinkedHashMap<>();
    for (OptionSpec option : options) {
      Object value = option.getValue();
      if (value instanceof List<?> several) {
        for (int k = 0; k < several.size(); k++) {
          values.put(name(option) + "." + (k + 1), text(several.get(k)));
        }
      } else if (value != null) {
        values.put(name(option), text(value));
      }
    }
    return values;
  }

  /** A value as people write it. */
  // Without a pattern switch, whose first use takes 4 ms of every run.
  public static String text(Object value) {
    if (value instanceof Double number) {
      return Report.number(number);
    }
    return value instanceof Enum<?> constant
        ? constant.toString().toLowerCase(Locale.ROOT)
        : value.toString();
  }

  /** The name of an option, without dashes. */
  static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }
}
