package dev.prose.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A file for more bytes than the heap should hold: written from start to end, then read or mapped.
 * Closing it deletes it. On POSIX its name is removed as soon as it is open, so that even a process
 * that is killed leaves nothing behind; on Windows the system removes it with the process.
 *
 * <p>One thread writes; after that, several may read.
 */
public final class TemporaryFile implements Closeable {
  private final Path path;
  private final FileChannel channel;
  private long size; // bytes

  /**
   * Makes an empty file that nobody else may read.
   *
   * @param folder the folder to make it in
   * @throws IOException if it cannot be made; the exception names the folder or the file
   */
  public static TemporaryFile in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new FileSystemException(
          folder.toString(), null, "there is no such folder for temporary files");
    }
    Path path = Files.createTempFile(folder, "prose", ".tmp");
    try {
      FileChannel channel =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      return new TemporaryFile(path, channel);
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  /** Takes over an open channel to an empty file. */
  TemporaryFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes another empty file in the same folder.
   *
   * @throws IOException if it cannot be made; it names the folder or the file
   */
  public TemporaryFile another() throws IOException {
    return in(Objects.requireNonNull(path.toAbsolutePath().getParent()));
  }

  /** The file's length in bytes. */
  public long size() {
    return size;
  }

  /**
   * Appends the bytes that remain in a buffer.
   *
   * @throws FileSystemException if that fails, for instance on a full disk; it names the file
   */
  public void write(ByteBuffer bytes) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        size += channel.write(bytes, size);
      }
    } catch (IOException e) {
      FileSystemException failure = new FileSystemException(path.toString(), null, e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }

  /** A stream from the file's start; closing the stream does not close the file. */
  public InputStream open() {
    return new Reading();
  }

  /**
   * All bytes of the file, for as long as the arena is alive.
   *
   * @throws IOException if the system cannot map it
   */
  public MemorySegment map(Arena arena) throws IOException {
    return channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private final class Reading extends InputStream {
    private long position;

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = channel.read(ByteBuffer.wrap(target, offset, length), position);
      position += Math.max(read, 0);
      return read;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }
  }
}
