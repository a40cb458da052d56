package dev.prose.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The options of a run.
 *
 * @param checkout the folder of the repository
 * @param quick whether to measure in four minutes
 * @param text the text file to measure with; empty for tiny Shakespeare
 * @param report the file to write
 * @param chapters the names of the chapters to measure; empty for all
 */
record Options(
    Path checkout, boolean quick, Optional<Path> text, Path report, List<String> chapters) {

  /**
   * @throws IllegalArgumentException if an option is unknown, or its value is missing
   */
  static Options parse(List<String> arguments) {
    Path checkout = Path.of("").toAbsolutePath();
    boolean quick = false;
    Optional<Path> text = Optional.empty();
    Optional<Path> report = Optional.empty();
    List<String> chapters = new ArrayList<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      try {
        switch (option) {
          case "--quick" -> quick = true;
          case "--checkout" -> checkout = Path.of(rest.next());
          case "--text" -> text = Optional.of(Path.of(rest.next()));
          case "--report" -> report = Optional.of(Path.of(rest.next()));
          case "--only" -> chapters.add(rest.next());
          default -> throw new IllegalArgumentException("there is no option " + option);
        }
      } catch (NoSuchElementException e) {
        throw new IllegalArgumentException(option + " needs a value", e);
      }
    }
    return new Options(
        checkout,
        quick,
        text,
        report.orElse(checkout.resolve("docs/benchmarks.md")),
        List.copyOf(chapters));
  }

  boolean includes(String chapter) {
    return chapters.isEmpty() || chapters.contains(chapter);
  }
}
