package dev.prose.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The one way to replace a file, or to make it: at every moment there is the old one whole or the
 * new one whole, also after a crash or a power cut, and two writers do not mix.
 *
 * <p>A symbolic link of that name is replaced itself, and what it leads to stays as it is: in a
 * folder that a stranger made it may lead anywhere.
 *
 * <p>The new one is written beside the old one under a temporary name, is put on the disk, and then
 * takes the old one's name. Whether that name outlasts a power cut right after it is another
 * matter, for which there is {@link DurableFile#forceFolder}.
 */
public final class AtomicFile {
  private static final String TEMPORARY = ".writing-";

  private AtomicFile() {}

  /** Writes what a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes it all.
     *
     * @param channel to the new file, which is empty; it is closed by who opened it
     */
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Replaces a file by one that holds these bytes.
   *
   * @throws IOException if it cannot be written; it names the file
   */
  public static void replace(Path file, byte[] content) throws IOException {
    replace(file, channel -> DurableFile.writeFully(channel, ByteBuffer.wrap(content)));
  }

  /**
   * Replaces a file by one with this content. If that fails, the old one is as it was, and nothing
   * of the new one is left.
   *
   * @param file in a folder that is there
   * @throws IOException if it cannot be written, or if there is a folder or a device of that name;
   *     it names the file
   */
  public static void replace(Path file, Content content) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileSystemException(
          file.toString(), null, "is no regular file, and is not replaced by one");
    }
    Path temporary = temporaryBeside(file);
    try {
      write(temporary, content);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException | Error e) {
      remove(temporary, e);
      if (e instanceof IOException failure) {
        throw named(file, temporary, failure);
      }
      throw e;
    }
  }

  private static void write(Path temporary, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      content.writeTo(channel);
      channel.force(true);
    }
  }

  private static void remove(Path temporary, Throwable failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** A failure with the file's name, where it has none or the temporary one. */
  private static IOException named(Path file, Path temporary, IOException failure) {
    String name = file.toString();
    String reason = failure.getMessage();
    if (failure instanceof FileSystemException known) {
      if (!temporary.toString().equals(known.getFile())) {
        return failure; // of a file that the content comes from
      }
      reason = known.getReason();
    }
    FileSystemException named =
        failure instanceof AccessDeniedException
            ? new AccessDeniedException(name)
            : failure instanceof NoSuchFileException
                ? new NoSuchFileException(name, null, "there is no such folder")
                : new FileSystemException(name, null, reason);
    named.initCause(failure);
    return named;
  }

  /**
   * A free name beside a file, for what is not whole yet; {@link #isTemporary} knows it. It does
   * not hold the file's name, which may be as long as a name can be.
   */
  // A random one would do too, but the secure generator behind the usual ones takes milliseconds
  // to seed.
  public static Path temporaryBeside(Path file) {
    return file.resolveSibling(
        TEMPORARY
            + ProcessHandle.current().pid()
            + "-"
            + Thread.currentThread().threadId()
            + "-"
            + Long.toHexString(System.nanoTime()));
  }

  /** Whether a file's name is of {@link #temporaryBeside}, by this process or another. */
  public static boolean isTemporary(Path file) {
    return String.valueOf(file.getFileName()).startsWith(TEMPORARY);
  }
}
