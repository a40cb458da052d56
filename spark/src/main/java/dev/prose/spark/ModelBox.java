package dev.prose.spark;

import dev.prose.model.LanguageModel;
import dev.prose.model.NGramFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/** An n-gram model that goes to each executor once, in pieces, and is mapped from a file there. */
final class ModelBox implements Serializable {
  private final List<Broadcast<byte[]>> pieces;
  private transient @Nullable LanguageModel model;

  ModelBox(List<Broadcast<byte[]>> pieces) {
    this.pieces = pieces;
  }

  /**
   * The model.
   *
   * @throws IOException if its file cannot be written or mapped
   */
  synchronized LanguageModel model() throws IOException {
    LanguageModel mapped = model == null ? map() : model;
    model = mapped;
    return mapped;
  }

  private LanguageModel map() throws IOException {
    Path file = Files.createTempFile(Cluster.temporaryFolder(), "prose", ".ngram");
    try {
      try (var out = Files.newOutputStream(file)) {
        for (Broadcast<byte[]> piece : pieces) {
          out.write(piece.value());
        }
      }
      return (LanguageModel) NGramFile.map(file);
    } finally {
      deleteIfPossible(file);
    }
  }

  /** A mapped file needs no name, but on Windows it has to keep it. */
  private static void deleteIfPossible(Path file) throws IOException {
    try {
      Files.delete(file);
    } catch (AccessDeniedException e) {
      file.toFile().deleteOnExit();
    }
  }
}
