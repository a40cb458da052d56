package dev.prose.cli.train;

import dev.prose.metrics.EventFile;
import dev.prose.metrics.Measurement;
import dev.prose.metrics.MetricsCsv;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** A run's measurements in its folder, for people's other programs. */
public final class MetricsFiles implements Closeable {
  public static final String CSV = "metrics.csv";

  private final MetricsCsv csv;
  private final EventFile events;

  private MetricsFiles(MetricsCsv csv, EventFile events) {
    this.csv = csv;
    this.events = events;
  }

  /**
   * Opens the files of a run, and keeps what an earlier part of the run wrote.
   *
   * @param iteration at which the run begins, 0, or goes on
   */
  public static MetricsFiles open(Path folder, int iteration) throws IOException {
    Path file = folder.resolve(CSV);
    MetricsCsv csv = iteration == 0 ? MetricsCsv.start(file) : MetricsCsv.resume(file, iteration);
    try {
      return new MetricsFiles(csv, EventFile.start(folder, iteration, InstantSource.system()));
    } catch (IOException e) {
      csv.close();
      throw e;
    }
  }

  /** Removes the files of an earlier run from a folder whose run now has none. */
  public static void remove(Path folder) throws IOException {
    MetricsCsv.remove(folder.resolve(CSV));
    EventFile.removeAll(folder);
  }

  public void write(Measurement measurement) throws IOException {
    csv.write(measurement);
    events.write(measurement);
  }

  @Override
  public void close() throws IOException {
    try (csv) {
      events.close();
    }
  }
}
