package dev.prose.spark;

import dev.prose.text.InvalidDataException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What went wrong in a task, as the driver says it. */
final class Failures {
  private Failures() {}

  /** Work on Spark, whose methods do not declare what they throw. */
  @FunctionalInterface
  interface Work<T> {
    T done() throws Exception;
  }

  /**
   * Does some work; of a task's failure only its cause is told.
   *
   * @throws IOException if a file cannot be read, or a job on Spark fails
   */
  static <T> T unwrapping(Work<T> work) throws IOException {
    try {
      return work.done();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw unwrapped(e);
    }
  }

  /**
   * The failure of a task, without what Spark put around it.
   *
   * @return it, or what tells of it
   * @throws InvalidDataException if it was one
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
