package dev.prose.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The lines of a text that a model wrote, and which of them stand in a text that is known.
 *
 * @param lines all of them
 */
public record JudgedText(List<Line> lines) {
  /**
   * A line.
   *
   * @param text without its end
   * @param whole whether it was written to its end; one that was cut off is not judged
   * @param seen whether it is whole and the known text has such a line
   */
  public record Line(String text, boolean whole, boolean seen) {}

  public JudgedText {
    lines = List.copyOf(lines);
  }

  /**
   * Judges each line of a text.
   *
   * @param ended whether its last line was written to its end, though no line end follows it
   */
  public static JudgedText of(String text, boolean ended, KnownLines known) {
    String[] parts = text.split("\r\n|\r|\n", -1);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      boolean whole = ended || i < parts.length - 1;
      lines.add(new Line(parts[i], whole, whole && known.contains(parts[i])));
    }
    return new JudgedText(lines);
  }

  /** How many whole lines there are, without the empty ones, which are neither known nor new. */
  public long written() {
    return lines.stream().filter(line -> line.whole && !line.text.isEmpty()).count();
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

  /** The text with a mark after each whole line, behind a tab: {@code seen} or {@code new}. */
  public String marked() {
    return lines.stream()
        .map(line ->
            line.text.isEmpty() || !line.whole
                ? line.text
                : line.text + "\t" + (line.seen ? "seen" : "new"))
        .collect(Collectors.joining("\n"));
  }
}
