package dev.prose.spark;

import dev.prose.text.InvalidDataException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What went wrong in a task, as the driver says it. */
final class Failures {
  private Failures() {}

  /**
   * The failure of a task, without what Spark put around it.
   *
   * @return it, or what tells of it
   * @throws RuntimeException if it was one, about a person's data for instance
   */
  static IOException unwrapped(Exception failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case InvalidDataException data -> throw data;
        case IOException io -> {
          return io;
        }
        default -> {
          // Spark's own
        }
      }
    }
    return new IOException("a job on Spark failed: " + failure.getMessage(), failure);
  }
}
