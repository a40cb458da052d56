package dev.prose.checkpoint;

import dev.prose.file.DurableFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Holds a folder for one process. The file {@code .lock} in it is locked until the process ends,
 * however it ends, and holds its number. The file is never removed: another process may be waiting
 * for it, and a lock on a removed file keeps nobody out. (A second attempt within one process is
 * refused too, but on POSIX systems it opens the folder to other processes.)
 */
final class FolderLock implements Closeable {
  private static final String FILE = ".lock";
  private static final int LONGEST_NUMBER = 20;

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws FolderInUseException if another process, or another thread of this one, has it
   */
  static FolderLock take(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (tryLock(channel) == null) {
        throw new FolderInUseException(folder, holder(file));
      }
      byte[] number = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0);
      DurableFile.writeFully(channel, ByteBuffer.wrap(number));
      return new FolderLock(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** The process that has the lock, as far as can be told. */
  private static String holder(Path file) {
    try {
      String number =
          Files.size(file) <= LONGEST_NUMBER
              ? Files.readString(file, StandardCharsets.US_ASCII).strip()
              : "";
      return number.matches("[0-9]+") ? "process " + number : "another process";
    } catch (IOException e) {
      return "another process"; // on Windows a locked file cannot be read
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
