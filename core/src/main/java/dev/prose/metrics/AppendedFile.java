package dev.prose.metrics;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/**
 * A file that grows by whole records. If a record cannot be written, because the disk is full for
 * instance, the file keeps the records before it and no part of the new one.
 */
final class AppendedFile implements Closeable {
  private final Path file;
  private final FileChannel channel;
  private long size; // bytes

  /**
   * @param options how to open the file, for writing among others
   * @throws IOException if that fails; the exception names the file
   */
  AppendedFile(Path file, OpenOption... options) throws IOException {
    this(file, FileChannel.open(file, options));
  }

  /** Takes over an open channel to the file. */
  AppendedFile(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.size = channel.size();
  }

  /**
   * Hands a record to the operating system, so that a crash of this program does not lose it.
   *
   * @throws FileSystemException if it cannot be written; the exception names the file
   */
  void append(byte[] bytes) throws IOException {
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest, size + rest.position());
      }
      size += bytes.length;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private IOException failure(IOException cause) {
    FileSystemException failure =
        new FileSystemException(file.toString(), null, cause.getMessage());
    failure.initCause(cause);
    try {
      channel.truncate(size);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
