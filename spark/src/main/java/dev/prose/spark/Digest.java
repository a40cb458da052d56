package dev.prose.spark;

import dev.prose.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The SHA-256 of a text's bytes, unpacked. It has to see all of them one after the other: one task
 * does that while the others count, and of a text that would keep them waiting, none does.
 */
final class Digest {
  private static final long MOST = 64L << 30; // bytes: some five minutes
  private static final int PIECE = 1 << 16; // bytes

  private Digest() {}

  /** Begins to compute it, if the text is not too long for that. */
  static JavaFutureAction<List<String>> begin(
      TextFiles text, TextFormat format, HadoopFiles hadoop, JavaSparkContext spark) {
    List<FileRange> files =
        text.files().stream()
            .map(file -> new FileRange(file.path(), file.name(), 0, FileRange.END))
            .toList();
    return spark
        .parallelize(text.bytes() <= MOST ? List.of(0) : List.<Integer>of(), 1)
        .map(_ -> of(files, format, hadoop))
        .collectAsync();
  }

  private static String of(List<FileRange> files, TextFormat format, HadoopFiles hadoop)
      throws IOException {
    Sha256 sha256 = new Sha256();
    byte[] piece = new byte[PIECE];
    for (FileRange file : files) {
      try (InputStream in =
          format.decoder().open(hadoop.open(file.path(), file.name(), 0), file.name())) {
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
          sha256.update(ByteBuffer.wrap(piece, 0, read));
        }
      }
    }
    return sha256.toHex();
  }
}
