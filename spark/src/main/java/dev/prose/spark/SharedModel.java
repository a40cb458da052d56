package dev.prose.spark;

import dev.prose.model.LanguageModel;
import dev.prose.model.NGramFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * An n-gram model on its way to the executors.
 *
 * @param pieces the bytes of its file
 */
record SharedModel(Broadcast<ModelBox> box, List<Broadcast<byte[]>> pieces) implements Closeable {
  private static final int PIECE = 1 << 26; // bytes: a broadcast is an array

  static SharedModel of(LanguageModel model, JavaSparkContext spark) throws IOException {
    Path file = Files.createTempFile("prose", ".ngram");
    try {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        NGramFile.write(model, channel);
      }
      List<Broadcast<byte[]>> pieces = new ArrayList<>();
      try (InputStream in = Files.newInputStream(file)) {
        for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
          pieces.add(spark.broadcast(piece));
        }
      }
      return new SharedModel(spark.broadcast(new ModelBox(List.copyOf(pieces))), pieces);
    } finally {
      Files.delete(file);
    }
  }

  @Override
  public void close() {
    box.destroy();
    pieces.forEach(Broadcast::destroy);
  }
}
