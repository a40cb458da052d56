package dev.prose.cli.model;

import java.io.IOException;
import java.nio.file.Path;

/** A picture that can be drawn of a model. */
@FunctionalInterface
public interface ModelPicture {
  /**
   * Draws it.
   *
   * @param file a name that ends in {@code .png}
   */
  void write(Path file) throws IOException;
}
