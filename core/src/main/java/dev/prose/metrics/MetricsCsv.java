package dev.prose.metrics;

import dev.prose.file.AtomicFile;
import dev.prose.text.InvalidDataException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A run's {@code metrics.csv}: a header and a row for each measurement, for spreadsheets and
 * programs. Losses are in nats per token, times in seconds; lines end with a line feed on every
 * system.
 *
 * <p>A row is in the file when {@link #write} returns. A program that is killed leaves at most an
 * incomplete last line, which {@link #resume} and {@link #read} ignore.
 */
public final class MetricsCsv implements Closeable {
  private final AppendedFile file;
  private int last; // iteration; -1 before the first row

  private MetricsCsv(AppendedFile file, int last) {
    this.file = file;
    this.last = last;
  }

  /**
   * Begins a file with no rows. An older file stays whole until this one replaces it.
   *
   * @throws InvalidDataException if the existing file is not a metrics file; it is left unchanged
   * @throws IOException if it cannot be written; the exception names the file
   */
  public static MetricsCsv start(Path file) throws IOException {
    if (Files.exists(file)) {
      requireOurs(file);
    }
    return replace(file, List.of());
  }

  /**
   * Continues the file of a run that is resumed after some steps. Rows before that iteration stay;
   * later ones are of steps that are done again, and go. If there is no file, one is begun.
   *
   * @param iteration the first that will be written
   * @throws InvalidDataException if the file is not a metrics file; it is left unchanged
   * @throws IOException if it cannot be read or written; the exception names the file
   */
  public static MetricsCsv resume(Path file, int iteration) throws IOException {
    List<Measurement> rows = Files.exists(file) ? read(file) : List.of();
    return replace(file, rows.stream().filter(row -> row.iteration() < iteration).toList());
  }

  /**
   * Removes a file with the rows of an earlier run, if there is one.
   *
   * @throws InvalidDataException if the file is not a metrics file; it is left unchanged
   */
  public static void remove(Path file) throws IOException {
    if (Files.exists(file)) {
      requireOurs(file);
      Files.delete(file);
    }
  }

  private static void requireOurs(Path file) throws IOException {
    byte[] header = CsvRow.HEADER.getBytes(StandardCharsets.US_ASCII);
    try (InputStream in = Files.newInputStream(file)) {
      if (!Arrays.equals(in.readNBytes(header.length), header)) {
        throw new InvalidDataException(
            file
                + " is there already and is no metrics file. Move it away, or choose another folder");
      }
    }
  }

  private static MetricsCsv replace(Path file, List<Measurement> rows) throws IOException {
    StringBuilder text = new StringBuilder(CsvRow.HEADER).append('\n');
    rows.forEach(row -> text.append(CsvRow.of(row)).append('\n'));
    AtomicFile.replace(file, text.toString().getBytes(StandardCharsets.US_ASCII));
    return new MetricsCsv(
        new AppendedFile(file, StandardOpenOption.WRITE),
        rows.isEmpty() ? -1 : rows.getLast().iteration());
  }

  /**
   * Appends a row.
   *
   * @throws IllegalArgumentException if its iteration does not come after the last row's
   * @throws IOException if it cannot be written; the exception names the file, which then ends with
   *     the row before
   */
  public void write(Measurement measurement) throws IOException {
    requireAscending(last, measurement.iteration());
    file.append((CsvRow.of(measurement) + "\n").getBytes(StandardCharsets.US_ASCII));
    last = measurement.iteration();
  }

  /**
   * Reads all rows, except a last line without a line end. The number of tokens that a loss was
   * sampled from is not in the file, and is 0 here.
   *
   * @throws InvalidDataException if a line is not what {@link #write} would have written
   * @throws IOException if the file cannot be read
   */
  public static List<Measurement> read(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(CsvRow.HEADER)) {
      throw new InvalidDataException(
          file + ", line 1: must be the header of a metrics file, " + CsvRow.HEADER);
    }
    List<Measurement> rows = new ArrayList<>();
    int last = -1;
    for (int i = 1; i < lines.size(); i++) {
      try {
        Measurement row = CsvRow.parse(lines.get(i));
        requireAscending(last, row.iteration());
        last = row.iteration();
        rows.add(row);
      } catch (IllegalArgumentException e) {
        throw new InvalidDataException("%s, line %d: %s".formatted(file, i + 1, e.getMessage()), e);
      }
    }
    return rows;
  }

  private static void requireAscending(int last, int iteration) {
    if (iteration <= last) {
      throw new IllegalArgumentException(
          "iteration %d comes after iteration %d".formatted(iteration, last));
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
