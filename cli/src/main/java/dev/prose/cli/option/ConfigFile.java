package dev.prose.cli.option;

import dev.prose.text.InvalidDataException;
import dev.prose.token.CharacterNames;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * A file of options: {@link Properties} in UTF-8, whose keys are the options' names as {@link
 * OptionValues} has them.
 *
 * @param command whose options they are
 */
record ConfigFile(Path path, CommandSpec command) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * Reads it; every key is an option that the command has, and every value one for it.
   *
   * @param excluded options that have no place in a file
   * @throws IOException if it cannot be read
   * @throws InvalidDataException if it is not UTF-8
   * @throws ParameterException if a key or a value is wrong
   */
  OptionDefaults.Layer read(List<OptionSpec> excluded) throws IOException {
    Map<String, String> values = parse(text());
    Optional<String> problem = new ConfigKeys(command, excluded).problem(values);
    if (problem.isPresent()) {
      throw refusal(problem.get());
    }
    values.replaceAll(this::withoutBlanksAtEnd);
    OptionDefaults.Layer layer = new OptionDefaults.Layer(path.toString(), values);
    try {
      new OptionDefaults(List.of(layer)).use(command);
    } catch (ParameterException e) { // the file's fault: the command line has been parsed before
      command.commandLine().setDefaultValueProvider(null);
      throw refusal(String.valueOf(e.getMessage()));
    }
    return layer;
  }

  /** Properties keep these blanks, but only texts and names can need them. */
  private String withoutBlanksAtEnd(String name, String value) {
    boolean kept =
        command.options().stream()
            .filter(option -> OptionValues.name(option).equals(name))
            .allMatch(option -> option.type() == String.class || option.type() == Path.class);
    return kept ? value : value.stripTrailing();
  }

  private String text() throws IOException {
    if (Files.isDirectory(path)) {
      throw new FileSystemException(path.toString(), null, "is a folder and not a file");
    }
    try {
      String text = Files.readString(path);
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new InvalidDataException(path + " is not UTF-8. Save it in that encoding", e);
    }
  }

  private Map<String, String> parse(String text) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    Properties properties =
        new Properties() {
          @Override
          public synchronized Object put(Object key, Object value) {
            if (values.put((String) key, (String) value) != null) {
              throw refusal(
                  CharacterNames.escaped((String) key) + " is there twice: leave one of them out");
            }
            return value;
          }
        };
    try {
      properties.load(new StringReader(text));
    } catch (IllegalArgumentException e) {
      throw refusal("\\u without four hexadecimal digits. A backslash is written twice: \\\\");
    }
    return values;
  }

  private ParameterException refusal(String problem) {
    return new ParameterException(command.commandLine(), path + ": " + problem);
  }
}
