package dev.prose.checkpoint;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A folder holds no model. */
public final class NoModelException extends NoSuchFileException {
  NoModelException(Path folder) {
    super(folder.toString(), null, "there is no model here");
  }
}
