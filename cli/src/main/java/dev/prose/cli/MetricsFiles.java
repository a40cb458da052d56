package dev.prose.cli;

import dev.prose.metrics.EventFile;
import dev.prose.metrics.Measurement;
import dev.prose.metrics.MetricsCsv;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** A run's measurements in its folder, for people's other programs. */
final class MetricsFiles implements Closeable {
  static final String CSV = "metrics.csv";

  private final MetricsCsv csv;
  private final EventFile events;

  private MetricsFiles(MetricsCsv csv, EventFile events) {
    this.csv = csv;
    this.events = events;
  }

  /**
   * @param iteration at which the run begins, 0, or goes on
   */
  static MetricsFiles open(Path folder, int iteration) throws IOException {
    Path file = folder.resolve(CSV);
    MetricsCsv csv = iteration == 0 ? MetricsCsv.start(file) : MetricsCsv.resume(file, iteration);
    try {
      return new MetricsFiles(csv, EventFile.start(folder, iteration, InstantSource.system()));
    } catch (IOException e) {
      csv.close();
      throw e;
    }
  }

  /** Removes those of an earlier run, from a folder that now holds one without any. */
  static void remove(Path folder) throws IOException {
    MetricsCsv.remove(folder.resolve(CSV));
    EventFile.removeAll(folder);
  }

  void write(Measurement measurement) throws IOException {
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
