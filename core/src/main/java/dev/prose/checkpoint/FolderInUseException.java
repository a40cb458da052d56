package dev.prose.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

/** Another trainer is at work in a folder. */
public final class FolderInUseException extends IOException {
  FolderInUseException(Path folder, String holder) {
    super("%s: %s is training here".formatted(folder, holder));
  }
}
