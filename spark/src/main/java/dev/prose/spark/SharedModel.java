package dev.prose.spark;

import dev.prose.model.LanguageModel;
import dev.prose.model.NGramFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/** Sends an n-gram model to the executors. */
final class SharedModel {
  private static final int PIECE = 1 << 26; // bytes: a broadcast is an array

  private SharedModel() {}

  static Shared<ModelBox> of(LanguageModel model, Cluster cluster) throws IOException {
    Path file = Files.createTempFile("prose", ".ngram");
    try {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        NGramFile.write(model, channel);
      }
      List<Broadcast<byte[]>> pieces = new ArrayList<>();
      try (InputStream in = Files.newInputStream(file)) {
        for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
          pieces.add(cluster.share(piece));
        }
      }
      return cluster.share(new ModelBox(List.copyOf(pieces)));
    } finally {
      Files.delete(file);
    }
  }
}
