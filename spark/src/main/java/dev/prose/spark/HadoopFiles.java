package dev.prose.spark;

import dev.prose.text.ChangedTextException;
import dev.prose.text.TextPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
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
   * Opens a stretch of a file.
   *
   * @throws ChangedTextException if it is no longer the file that was found
   * @throws IOException if it cannot be read; it names the file
   */
  InputStream open(FileRange range) throws IOException {
    Path file = new Path(range.path());
    try {
      FileSystem system = file.getFileSystem(hadoop());
      FileStatus status = system.getFileStatus(file);
      if (!range.version().equals(version(status))) {
        throw new ChangedTextException(range.name());
      }
      FSDataInputStream in = system.open(file);
      try {
        in.seek(range.from());
        return range.to() == FileRange.END
            ? in
            : BoundedInputStream.builder()
                .setInputStream(in)
                .setMaxCount(range.to() - range.from())
                .get();
      } catch (IOException e) {
        in.close();
        throw e;
      }
    } catch (IOException | IllegalArgumentException e) { // the second for names that Hadoop refuses
      throw new IOException("Cannot read " + range.name() + ": " + e.getMessage(), e);
    }
  }

  static FileRange.Version version(FileStatus status) {
    return new FileRange.Version(status.getLen(), status.getModificationTime());
  }

  /** A stretch of a file, as a part of a text. */
  TextPart part(FileRange range, TextFormat format) {
    return new TextPart(range.name(), format.decoder(), () -> open(range), range.from());
  }
}
