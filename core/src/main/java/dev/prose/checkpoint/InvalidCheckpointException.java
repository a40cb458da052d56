package dev.prose.checkpoint;

import dev.prose.text.InvalidDataException;
import java.nio.file.Path;

/** A file of a checkpoint is not what it should be. The message names the file and the reason. */
public final class InvalidCheckpointException extends InvalidDataException {
  InvalidCheckpointException(Path file, String reason) {
    super(file + ": " + reason);
  }

  /** With the message of a cause that names the file. */
  InvalidCheckpointException(InvalidDataException cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }

  InvalidCheckpointException(Path file, String reason, Throwable cause) {
    super(file + ": " + reason, cause);
  }
}
