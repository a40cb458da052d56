package dev.prose.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Measures a whole process, from start to end.
 *
 * @param words the program and its arguments
 * @param input the file for standard input; empty for none
 * @param work the folder in which it runs and writes
 */
record Command(List<String> words, Optional<Path> input, Path work) implements Measurement {
  /** The file in {@link #work} that has the process's standard output. */
  static final String OUTPUT = "output";

  private static final long POLL_MILLIS = 4;

  @Override
  public List<Sample> take() throws IOException, InterruptedException {
    Files.createDirectories(work);
    File log = work.resolve("log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(work.toFile())
            .redirectInput(
                input
                    .map(file -> ProcessBuilder.Redirect.from(file.toFile()))
                    .orElse(ProcessBuilder.Redirect.from(new File("/dev/null"))))
            .redirectOutput(work.resolve(OUTPUT).toFile())
            .redirectError(log);
    long start = System.nanoTime();
    Process process = builder.start();
    PeakMemory peak = new PeakMemory(process.pid());
    OptionalLong bytes = peak.poll();
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      bytes = peak.poll();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() != 0) {
      throw new IOException(
          "%s ended with %d; its output is in %s"
              .formatted(words.getFirst(), process.exitValue(), log));
    }
    return List.of(new Sample(seconds, bytes));
  }
}
