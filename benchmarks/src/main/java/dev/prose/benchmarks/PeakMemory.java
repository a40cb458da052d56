package dev.prose.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The peak of a process's resident memory, which Linux reports for processes that still run. Growth
 * between the last poll and the process's end is missed. On other systems the peak is unknown.
 */
final class PeakMemory {
  private static final String LINE = "VmHWM:";

  private final Path status;
  private OptionalLong last = OptionalLong.empty();

  PeakMemory(long process) {
    this.status = Path.of("/proc/" + process + "/status");
  }

  /** The peak so far, in bytes; the last known one if the process has ended. */
  OptionalLong poll() {
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(LINE)) {
          String kilobytes = line.substring(LINE.length(), line.length() - "kB".length()).strip();
          last = OptionalLong.of(Long.parseLong(kilobytes) << 10);
        }
      }
    } catch (IOException e) {
      return last; // the process has ended, or this is not Linux
    }
    return last;
  }
}
