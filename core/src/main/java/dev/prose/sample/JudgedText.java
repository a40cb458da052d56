package dev.prose.sample;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The lines of a text that a model wrote, and which of them stand in a text that is known.
 *
 * @param lines all of them; the last one may be cut off, or empty
 */
public record JudgedText(List<Line> lines) {
  /**
   * A line.
   *
   * @param text without its end
   * @param seen whether the known text has such a line
   */
  public record Line(String text, boolean seen) {}

  public JudgedText {
    lines = List.copyOf(lines);
  }

  /** Judges each line of a text. */
  public static JudgedText of(String text, KnownLines known) {
    return new JudgedText(
        Arrays.stream(text.split("\r\n|\r|\n", -1))
            .map(line -> new Line(line, known.contains(line)))
            .toList());
  }

  /** How many lines there are, without the empty ones, which are neither known nor new. */
  public long written() {
    return lines.stream().filter(line -> !line.text.isEmpty()).count();
  }

  /** How many of these stand in the known text. */
  public long seen() {
    return lines.stream().filter(Line::seen).count();
  }

  /** Whether something was written, and all of it stands in the known text. */
  public boolean nothingNew() {
    return seen() > 0 && seen() == written();
  }

  /** The text without the lines that stand in the known one. */
  public String novel() {
    return lines.stream()
        .filter(line -> !line.seen)
        .map(Line::text)
        .collect(Collectors.joining("\n"));
  }

  /** The text with a mark after each line, behind a tab: {@code seen} or {@code new}. */
  public String marked() {
    return lines.stream()
        .map(line -> line.text.isEmpty() ? "" : line.text + "\t" + (line.seen ? "seen" : "new"))
        .collect(Collectors.joining("\n"));
  }
}
