package dev.prose.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The options for texts larger than the memory: how much of it to use, and where temporary files
 * go.
 */
public final class MemoryArguments {
  /** The option that limits the memory, as it is written. */
  public static final String NAME = "--memory";

  private final Option<String> memory;
  private final Option<Path> tempDir =
      Option.optional(
          Path.class, "--temp-dir", "DIR", "Where temporary files go (default: the system's)");

  /** Options of a command that reads a text. */
  public MemoryArguments() {
    this("reading the text");
  }

  /**
   * @param work what takes the memory
   */
  public MemoryArguments(String work) {
    memory =
        Option.optional(
            String.class,
            NAME,
            "SIZE",
            "How much memory "
                + work
                + " may take, 512M or 2G for instance; what is more goes to temporary files"
                + " (default: as the Java heap allows)");
  }

  /** Both options. */
  public List<Option<?>> all() {
    return List.of(memory, tempDir);
  }

  public void addTo(CommandSpec command) {
    all().forEach(option -> command.addOption(option.spec()));
  }

  /** How the options are written. */
  public List<String> names() {
    return all().stream().map(Option::name).toList();
  }

  /**
   * The bytes allowed, if a limit was given.
   *
   * @throws IllegalArgumentException if the limit is not a size
   */
  public OptionalLong bytes() {
    if (memory.given().isEmpty()) {
      return OptionalLong.empty();
    }
    // Not a constant: most runs never need it.
    Matcher size =
        Pattern.compile("([0-9]{1,9})([KMGT]?)", Pattern.CASE_INSENSITIVE)
            .matcher(memory.value().strip());
    if (size.matches() && Long.parseLong(size.group(1)) > 0) {
      int power =
          " KMGT".indexOf(size.group(2).isEmpty() ? " " : size.group(2).toUpperCase(Locale.ROOT));
      long number = Long.parseLong(size.group(1));
      if (number <= Long.MAX_VALUE >> (10 * power)) {
        return OptionalLong.of(number << (10 * power));
      }
    }
    throw new IllegalArgumentException(
        "--memory must be a number of bytes, or of K, M, G or T of them, but is " + memory.value());
  }

  /** Where temporary files go. */
  public Path tempDir() {
    return tempDir.given().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
  }
}
