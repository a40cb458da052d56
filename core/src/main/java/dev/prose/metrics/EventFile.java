package dev.prose.metrics;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * A TensorBoard event file: a run's losses and speed, for {@code tensorboard --logdir}.
 *
 * <p>Each record is an {@code Event} message of TensorFlow's <a
 * href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/util/event.proto">event.proto</a>,
 * its values scalars of <a
 * href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/framework/summary.proto">summary.proto</a>.
 */
public final class EventFile implements Closeable {
  private static final String PREFIX = "events.out.tfevents."; // by which TensorBoard knows them
  private static final String SUFFIX = ".prose";
  private static final String VERSION = "brain.Event:2";

  // The fields of Event.
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;

  // The field of SessionLog, and the status that begins a run.
  private static final int STATUS = 1;
  private static final int START = 1;

  // The fields of Summary and Summary.Value.
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;

  private final AppendedFile file;
  private final InstantSource clock;

  private EventFile(AppendedFile file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * Begins a file {@code events.out.tfevents.<seconds>.<host>.prose} in a run's folder. TensorBoard
   * reads all such files of a folder as one run, in the order of their names, and drops what
   * earlier files say about this file's first iteration and later ones. A run from iteration 0
   * removes the files of the run before.
   *
   * @param folder the run's folder, which must exist
   * @param iteration the first that will be written: 0, or where a run is resumed
   * @param clock gives the time of events
   * @throws IOException if it cannot be written; the exception names the file
   */
  public static EventFile start(Path folder, int iteration, InstantSource clock)
      throws IOException {
    if (iteration == 0) {
      removeAll(folder);
    }
    EventFile events = new EventFile(create(folder, clock.instant().getEpochSecond()), clock);
    try {
      events.append(events.event(0).string(FILE_VERSION, VERSION));
      ProtobufMessage start = new ProtobufMessage().integer(STATUS, START);
      events.append(events.event(iteration).message(SESSION_LOG, start));
    } catch (IOException e) {
      events.close();
      throw e;
    }
    return events;
  }

  /**
   * Removes the event files that Prose wrote into a folder.
   *
   * @throws IOException if one cannot be removed
   */
  public static void removeAll(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (name.startsWith(PREFIX) && name.endsWith(SUFFIX)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** A new file. Of two runs that start in the same second, one is named after the next second. */
  private static AppendedFile create(Path folder, long seconds) throws IOException {
    String host = host(System.getenv());
    while (true) {
      Path file = folder.resolve(PREFIX + seconds + "." + host + SUFFIX);
      try {
        return new AppendedFile(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      } catch (FileAlreadyExistsException e) {
        seconds++;
      }
    }
  }

  /** This machine's name from the environment: asking the network could take seconds. */
  static String host(Map<String, String> environment) {
    String name =
        environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", ""));
    String clean = name.replaceAll("[^A-Za-z0-9.-]", "-");
    return clean.isEmpty() ? "localhost" : clean;
  }

  /**
   * Appends a record with the measurement's scalars: {@code loss/train} and, unless all of the text
   * trains, {@code loss/validation} (both sampled), {@code loss/gap} where it is known, {@code
   * learning_rate}, and {@code iterations_per_second} where it is known.
   *
   * @throws IOException if it cannot be written; the exception names the file, which then ends with
   *     the record before
   */
  public void write(Measurement measurement) throws IOException {
    ProtobufMessage summary = new ProtobufMessage();
    scalar(summary, "loss/train", measurement.train().nats());
    measurement
        .validation()
        .ifPresent(validation -> scalar(summary, "loss/validation", validation.nats()));
    measurement.exact().ifPresent(exact -> scalar(summary, "loss/gap", exact.gap()));
    scalar(summary, "learning_rate", measurement.learningRate());
    if (!Double.isNaN(measurement.iterationsPerSecond())) {
      scalar(summary, "iterations_per_second", measurement.iterationsPerSecond());
    }
    append(event(measurement.iteration()).message(SUMMARY, summary));
  }

  private static void scalar(ProtobufMessage summary, String tag, double value) {
    summary.message(
        VALUE, new ProtobufMessage().string(TAG, tag).float32(SIMPLE_VALUE, (float) value));
  }

  private ProtobufMessage event(int step) {
    Instant now = clock.instant();
    return new ProtobufMessage()
        .float64(WALL_TIME, now.getEpochSecond() + now.getNano() / 1e9)
        .integer(STEP, step);
  }

  private void append(ProtobufMessage event) throws IOException {
    file.append(TfRecord.framed(event.toBytes()));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
