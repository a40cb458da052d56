package dev.prose.metrics;

import dev.prose.eval.Evaluation;
import dev.prose.metrics.Measurement.Exact;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.StringJoiner;

/**
 * A measurement as a line of {@code metrics.csv}. Numbers have a decimal point and all their
 * digits, so that reading gives the same numbers. The cell of an unknown number is empty.
 */
final class CsvRow {
  static final String HEADER =
      "iteration,train_loss,train_standard_error,validation_loss,validation_standard_error,"
          + "exact_train_loss,exact_validation_loss,gap,learning_rate,iterations_per_second,seconds";

  private static final List<String> COLUMNS = List.of(HEADER.split(","));

  private final String[] cells; // [column]

  private CsvRow(String[] cells) {
    this.cells = cells;
  }

  /** The line without its end. */
  static String of(Measurement measurement) {
    Optional<Exact> exact = measurement.exact();
    StringJoiner row = new StringJoiner(",");
    row.add(Integer.toString(measurement.iteration()));
    row.add(cell(measurement.train().nats()));
    row.add(cell(measurement.train().standardError()));
    row.add(cell(measurement.validation().map(Evaluation::nats).orElse(Double.NaN)));
    row.add(cell(measurement.validation().map(Evaluation::standardError).orElse(Double.NaN)));
    row.add(cell(exact.map(Exact::train).orElse(Double.NaN)));
    row.add(cell(exact.map(Exact::validation).orElse(OptionalDouble.empty()).orElse(Double.NaN)));
    row.add(cell(exact.map(Exact::gap).orElse(Double.NaN)));
    row.add(cell(measurement.learningRate()));
    row.add(cell(measurement.iterationsPerSecond()));
    row.add(cell(measurement.seconds()));
    return row.toString();
  }

  private static String cell(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is not such a line; the message says what is wrong with
   *     it
   */
  static Measurement parse(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != COLUMNS.size()) {
      throw new IllegalArgumentException(
          "has %,d cells, but there are %d columns".formatted(cells.length, COLUMNS.size()));
    }
    return new CsvRow(cells).measurement();
  }

  private Measurement measurement() {
    // The number of evaluated tokens is not in the file.
    return new Measurement(
        iteration(0),
        new Evaluation(number(1), numberIfKnown(2), 0),
        validation(3),
        exact(5),
        number(8),
        numberIfKnown(9),
        number(10));
  }

  private int iteration(int column) {
    try {
      return Integer.parseInt(cells[column]);
    } catch (NumberFormatException e) {
      throw refusal(column, "a whole number below 2^31");
    }
  }

  private Optional<Evaluation> validation(int column) {
    boolean known = !(cells[column] + cells[column + 1]).isEmpty();
    return known
        ? Optional.of(new Evaluation(number(column), numberIfKnown(column + 1), 0))
        : Optional.empty();
  }

  private Optional<Exact> exact(int column) {
    boolean known = !(cells[column] + cells[column + 1] + cells[column + 2]).isEmpty();
    return known
        ? Optional.of(new Exact(number(column), lossIfKnown(column + 1), number(column + 2)))
        : Optional.empty();
  }

  private OptionalDouble lossIfKnown(int column) {
    return cells[column].isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(column));
  }

  private double numberIfKnown(int column) {
    return cells[column].isEmpty() ? Double.NaN : number(column);
  }

  private double number(int column) {
    try {
      return Double.parseDouble(cells[column]);
    } catch (NumberFormatException e) {
      throw refusal(column, "a number");
    }
  }

  private IllegalArgumentException refusal(int column, String wanted) {
    return new IllegalArgumentException(
        "%s must be %s, but is '%s'".formatted(COLUMNS.get(column), wanted, cells[column]));
  }
}
