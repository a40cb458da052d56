package dev.prose.spark;

import dev.prose.text.TextPart;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Files wherever Hadoop finds them: on the local disk, in HDFS, in an object store.
 *
 * @param configuration the session's, which says how
 */
record HadoopFiles(Broadcast<SerializableConfiguration> configuration) implements Serializable {
  Configuration hadoop() {
    return configuration.value().value();
  }

  /**
   * Opens a file at an offset.
   *
   * @throws IOException if it cannot be read; it names the file
   */
  FSDataInputStream open(String path, String name, long offset) throws IOException {
    Path file = new Path(path);
    try {
      FSDataInputStream in = file.getFileSystem(hadoop()).open(file);
      try {
        in.seek(offset);
        return in;
      } catch (IOException e) {
        in.close();
        throw e;
      }
    } catch (EOFException e) {
      throw new IOException("Cannot read " + name + ": it has become shorter", e);
    } catch (IOException e) {
      throw new IOException("Cannot read " + name + ": " + e.getMessage(), e);
    }
  }

  /** A stretch of a file, as a part of a text. */
  TextPart part(FileRange range, TextFormat format) {
    TextPart.Bytes bytes =
        () -> {
          InputStream in = open(range.path(), range.name(), range.from());
          return range.to() == FileRange.END
              ? in
              : BoundedInputStream.builder()
                  .setInputStream(in)
                  .setMaxCount(range.to() - range.from())
                  .get();
        };
    return new TextPart(range.name(), format.decoder(), bytes, range.from());
  }
}
