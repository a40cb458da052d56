package dev.prose.spark;

import dev.prose.text.InvalidTextException;
import dev.prose.text.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.apache.spark.api.java.JavaFutureAction;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a text's bytes, unpacked. It has to see all of them one after the other: one task
 * does that while others read the text for the first time. Of a text that would keep all waiting,
 * none does.
 */
final class Digest implements Closeable {
  private static final long MOST = 16L << 30; // bytes: a minute, or less
  private static final int PIECE = 1 << 16; // bytes

  private final @Nullable JavaFutureAction<List<String>> sha256;

  private Digest(@Nullable JavaFutureAction<List<String>> sha256) {
    this.sha256 = sha256;
  }

  /** No digest, because nobody wants one. */
  static Digest none() {
    return new Digest(null);
  }

  /** Begins to compute it, if the text is not too long for that. */
  static Digest begin(TextFiles text, TextFormat format, Cluster cluster) {
    if (text.bytes() > MOST) {
      return none();
    }
    List<FileRange> files = List.copyOf(text.files());
    HadoopFiles hadoop = cluster.files();
    return new Digest(cluster.tasks(List.of(0)).map(_ -> of(files, format, hadoop)).collectAsync());
  }

  private static String of(List<FileRange> files, TextFormat format, HadoopFiles hadoop)
      throws IOException {
    Sha256 sha256 = new Sha256();
    byte[] piece = new byte[PIECE];
    for (FileRange file : files) {
      try (InputStream in = format.decoder().open(hadoop.open(file), file.name())) {
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
          sha256.update(ByteBuffer.wrap(piece, 0, read));
        }
      } catch (InvalidTextException e) {
        return ""; // the first reading, which finds the same, tells it
      }
    }
    return sha256.toHex();
  }

  /**
   * The SHA-256 in lower-case hexadecimal, when it is there; empty if none is computed.
   *
   * @throws IOException if the text cannot be read
   */
  String get() throws IOException {
    if (sha256 == null) {
      return "";
    }
    try {
      return sha256.get().getFirst();
    } catch (ExecutionException e) {
      throw Failures.unwrapped(e);
    } catch (CancellationException e) {
      throw new IOException("the text's SHA-256 was not computed: its job was cancelled", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the text was being read");
    }
  }

  /** Stops computing. */
  @Override
  public void close() {
    if (sha256 != null) {
      sha256.cancel(true);
    }
  }
}
