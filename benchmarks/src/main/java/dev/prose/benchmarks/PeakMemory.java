package dev.prose.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The most memory that a process has held so far, as Linux tells it of those that still run. What a
 * process takes between the last question and its end is missed. Where there is no such file, on
 * other systems, nothing is known.
 */
final class PeakMemory {
  private static final String LINE = "VmHWM:";

  private final Path status;
  private OptionalLong last = OptionalLong.empty();

  PeakMemory(long process) {
    this.status = Path.of("/proc/" + process + "/status");
  }

  /** The newest answer in bytes, that before if the process has ended meanwhile. */
  OptionalLong poll() {
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(LINE)) {
          String kilobytes = line.substring(LINE.length(), line.length() - "kB".length()).strip();
          last = OptionalLong.of(Long.parseLong(kilobytes) << 10);
        }
      }
    } catch (IOException e) {
      return last; // it has ended, or nobody tells
    }
    return last;
  }
}
