package dev.prose.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the measurements as a page of Markdown. */
final class Report {
  private final StringBuilder page = new StringBuilder();
  private final Set<String> notMeasured = new LinkedHashSet<>();
  private final Alternation alternation;

  Report(Alternation alternation) {
    this.alternation = alternation;
  }

  void title(String title) {
    page.append("# ").append(title).append("\n\n");
  }

  void section(String title) {
    page.append("## ").append(title).append("\n\n");
  }

  void paragraph(String text) {
    page.append(text).append("\n\n");
  }

  /**
   * @param rows [row][column]; the first row has the columns' headings
   */
  void table(List<List<String>> rows) {
    row(rows.getFirst());
    row(rows.getFirst().stream().map(_ -> "---").toList());
    rows.stream().skip(1).forEach(this::row);
    page.append('\n');
  }

  private void row(List<String> cells) {
    page.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  /** Measures, and adds the result to the page. */
  Outcome compare(Comparison comparison) throws InterruptedException {
    Outcome outcome = alternation.run(comparison);
    notMeasured.addAll(outcome.notMeasured());
    page.append("**").append(comparison.title()).append("**\n\n");
    if (!outcome.measured().isEmpty()) {
      table(rows(outcome));
    }
    List<String> remarks = new ArrayList<>();
    for (Limit limit : comparison.limits()) {
      limit.verdict(outcome).ifPresent(verdict -> remarks.add("- " + verdict));
    }
    outcome.notMeasured().forEach(reason -> remarks.add("- Not measured: " + reason));
    if (!remarks.isEmpty()) {
      paragraph(String.join("\n", remarks));
    }
    return outcome;
  }

  private static List<List<String>> rows(Outcome outcome) {
    Quantity quantity = outcome.comparison().quantity();
    double first = outcome.measured().getFirst().seconds().median();
    boolean withMemory = outcome.measured().stream().anyMatch(m -> m.peakBytes().isPresent());
    List<String> heads =
        new ArrayList<>(List.of("", quantity.unit(), "min", "max", "samples", "time, ratio"));
    if (withMemory) {
      heads.add("peak memory, MB");
    }
    List<List<String>> rows = new ArrayList<>(List.of(heads));
    for (Measured measured : outcome.measured()) {
      Spread shown = measured.seconds().map(quantity::of);
      List<String> cells =
          new ArrayList<>(
              List.of(
                  measured.name(),
                  "**" + Quantity.format(shown.median()) + "**",
                  Quantity.format(shown.min()),
                  Quantity.format(shown.max()),
                  String.valueOf(shown.count()),
                  Quantity.format(measured.seconds().median() / first)));
      if (withMemory) {
        OptionalDouble peak = measured.peakBytes();
        cells.add(peak.isPresent() ? Quantity.format(peak.getAsDouble() / 1e6) : "not known");
      }
      rows.add(cells);
    }
    return rows;
  }

  /** Adds the list of everything not measured, and returns the page. */
  String finish() {
    section("Not measured");
    paragraph(
        notMeasured.isEmpty()
            ? "Nothing was left out."
            : notMeasured.stream().collect(Collectors.joining("\n- ", "- ", "")));
    return page.toString().strip() + "\n";
  }
}
